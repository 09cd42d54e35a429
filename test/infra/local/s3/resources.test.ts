import { expect, test } from 'vitest';
import { s3Service } from '../../../../infra/local/s3/s3-service.ts';
import { testEngine } from '../test-engine.ts';

const service = s3Service();

function stack() {
  const rig = testEngine([service]);
  const call = (operation: string, input: object) => rig.call<unknown>('s3', operation, input);
  const provider = (type: string) => {
    const found = service.resources?.[type];
    if (found === undefined) throw new Error(`no provider of ${type}`);
    return found;
  };
  return {
    call,
    apply: (type: string, properties: Record<string, unknown>) =>
      rig.run((context) =>
        provider(type).apply(context, {
          logicalId: 'Quarantine',
          generatedName: 'orderlog-Quarantine-1A2B',
          properties,
          assetPath: () => '',
        }),
      ),
    remove: (type: string, ref: string) => rig.run((context) => provider(type).remove?.(context, ref)),
  };
}

const PROPERTIES = {
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
  },
  CorsConfiguration: {
    CorsRules: [
      {
        Id: 'c',
        AllowedMethods: ['POST'],
        AllowedOrigins: ['*'],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['ETag'],
        MaxAge: 60,
      },
    ],
  },
  LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 7 }] },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
  Tags: [{ Key: 'stage', Value: 'dev' }],
  VersioningConfiguration: { Status: 'Enabled' },
};

test('a bucket with all that the template may say', () => {
  const { apply, call } = stack();
  const { ref, attributes } = apply('AWS::S3::Bucket', PROPERTIES);
  expect(ref).toBe('orderlog-quarantine-1a2b');
  expect(attributes).toMatchObject({
    Arn: `arn:aws:s3:::${ref}`,
    RegionalDomainName: `${ref}.s3.us-east-1.amazonaws.com`,
  });
  const input = { Bucket: ref };
  expect(call('GetBucketVersioning', input)).toEqual({ Status: 'Enabled' });
  expect(call('GetBucketTagging', input)).toEqual({ TagSet: PROPERTIES.Tags });
  expect(call('GetPublicAccessBlock', input)).toEqual({
    Configuration: {
      BlockPublicAcls: 'true',
      IgnorePublicAcls: 'false',
      BlockPublicPolicy: 'true',
      RestrictPublicBuckets: 'false',
    },
  });
  expect(call('GetBucketCors', input)).toEqual({
    Configuration: {
      CORSRule: [
        {
          ID: 'c',
          AllowedMethod: ['POST'],
          AllowedOrigin: ['*'],
          AllowedHeader: ['*'],
          ExposeHeader: ['ETag'],
          MaxAgeSeconds: '60',
        },
      ],
    },
  });
  expect(call('GetBucketLifecycleConfiguration', input)).toMatchObject({
    Configuration: { Rule: [{ ID: 'old', Expiration: { Days: '7' } }] },
  });
});

test('applying again keeps the objects and brings the configuration up to date', () => {
  const { apply, call } = stack();
  const { ref: Bucket } = apply('AWS::S3::Bucket', PROPERTIES);
  call('PutObject', { Bucket, Key: 'k', Body: 'kept' });
  apply('AWS::S3::Bucket', {});
  expect(call('HeadObject', { Bucket, Key: 'k' })).toMatchObject({ ContentLength: 4 });
  expect(call('GetBucketVersioning', { Bucket })).toEqual({ Status: 'Suspended' });
  expect(() => call('GetBucketLifecycleConfiguration', { Bucket })).toThrow('does not exist');
});

test('what the engine cannot honour stops it', () => {
  const { apply } = stack();
  const kms = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] };
  expect(() => apply('AWS::S3::Bucket', { BucketEncryption: kms })).toThrow('not implemented');
  const rule = { Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }] };
  expect(() => apply('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [rule] } })).toThrow(
    'does not understand Transitions',
  );
});

test('a bucket’s policy', () => {
  const { apply, call, remove } = stack();
  const { ref: Bucket } = apply('AWS::S3::Bucket', {});
  const Statement = [
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  const { ref } = apply('AWS::S3::BucketPolicy', { Bucket, PolicyDocument: { Version: '2012-10-17', Statement } });
  expect(call('GetBucketPolicy', { Bucket })).toEqual({
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  remove('AWS::S3::BucketPolicy', ref);
  expect(() => call('GetBucketPolicy', { Bucket })).toThrow('does not exist');
  remove('AWS::S3::Bucket', Bucket);
  expect(() => call('HeadBucket', { Bucket })).toThrow('does not exist');
});
