import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type LifecycleRule,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const OTHER = { type: 'root', account: '111111111111' } as const;
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
});

const create = (Bucket: string, more = {}) => rig.client.send(new CreateBucketCommand({ Bucket, ...more }));

describe('a bucket', () => {
  test('is created, seen and deleted', async () => {
    expect((await create('one-bucket')).Location).toBe('/one-bucket');
    await create('another.bucket');
    const { Buckets, Owner } = await rig.client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['another.bucket', 'one-bucket']);
    expect(Buckets?.[0]?.CreationDate).toEqual(new Date(rig.now()));
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
    const head = await rig.client.send(new HeadBucketCommand({ Bucket: 'one-bucket' }));
    expect(head.BucketRegion).toBe('us-east-1');
    const location = await rig.client.send(new GetBucketLocationCommand({ Bucket: 'one-bucket' }));
    expect(location.LocationConstraint).toBeUndefined();
    await rig.client.send(new DeleteBucketCommand({ Bucket: 'one-bucket' }));
    expect(await refusal(rig.client.send(new HeadBucketCommand({ Bucket: 'one-bucket' })))).toEqual({
      code: 'NotFound',
      status: 404,
    });
  });

  test('is listed page by page', async () => {
    for (const name of ['bucket-a', 'bucket-b', 'bucket-c']) await create(name);
    const first = await rig.client.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    expect(first.Buckets).toHaveLength(2);
    const token = first.ContinuationToken;
    const second = await rig.client.send(
      new ListBucketsCommand({ MaxBuckets: 2, ...(token && { ContinuationToken: token }) }),
    );
    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['bucket-c']);
    expect(second.ContinuationToken).toBeUndefined();
  });

  test.each(['ab', 'Upper', 'under_score', '-start', 'end-', 'two..dots', '192.168.0.1', 'x'.repeat(64), 'xn--a'])(
    'is not called %s',
    async (Bucket) => {
      expect(await refusal(create(Bucket))).toEqual({ code: 'InvalidBucketName', status: 400 });
    },
  );

  test('can be created again by its owner, as in us-east-1, and by nobody else', async () => {
    await create('mine');
    await rig.client.send(new PutObjectCommand({ Bucket: 'mine', Key: 'k', Body: 'kept' }));
    await create('mine');
    expect(rig.call('s3', 'HeadObject', { Bucket: 'mine', Key: 'k' })).toMatchObject({ ContentLength: 4 });
    const other = rig.clientOf(OTHER).send(new CreateBucketCommand({ Bucket: 'mine' }));
    expect(await refusal(other)).toEqual({ code: 'BucketAlreadyExists', status: 409 });
  });

  test('of another region is its owner’s already when created again', async () => {
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } };
    await create('europe', elsewhere);
    expect(await refusal(create('europe', elsewhere))).toEqual({ code: 'BucketAlreadyOwnedByYou', status: 409 });
    const location = await rig.client.send(new GetBucketLocationCommand({ Bucket: 'europe' }));
    expect(location.LocationConstraint).toBe('eu-west-1');
  });

  test('with something in it is not deleted', async () => {
    await create('full');
    await rig.client.send(new PutObjectCommand({ Bucket: 'full', Key: 'k', Body: 'x' }));
    expect(await refusal(rig.client.send(new DeleteBucketCommand({ Bucket: 'full' })))).toEqual({
      code: 'BucketNotEmpty',
      status: 409,
    });
  });

  test('belongs to the account that is expected', async () => {
    await create('mine');
    const expecting = (ExpectedBucketOwner: string) =>
      rig.client.send(new HeadBucketCommand({ Bucket: 'mine', ExpectedBucketOwner }));
    await expecting('000000000000');
    expect((await refusal(expecting('111111111111'))).status).toBe(403);
  });
});

describe('a configuration', () => {
  const Bucket = 'configured';
  beforeEach(() => create(Bucket));

  test('is at first what new buckets have', async () => {
    const { PublicAccessBlockConfiguration } = await rig.client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const { OwnershipControls } = await rig.client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const encryption = await rig.client.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
    });
    expect((await rig.client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect(await refusal(rig.client.send(new GetBucketPolicyCommand({ Bucket })))).toEqual({
      code: 'NoSuchBucketPolicy',
      status: 404,
    });
    expect(await refusal(rig.client.send(new GetBucketTaggingCommand({ Bucket })))).toEqual({
      code: 'NoSuchTagSet',
      status: 404,
    });
    expect(await refusal(rig.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })))).toEqual({
      code: 'NoSuchLifecycleConfiguration',
      status: 404,
    });
  });

  test('is given back as it was put', async () => {
    const Rules: LifecycleRule[] = [
      {
        ID: 'old',
        Status: 'Enabled',
        Filter: { And: { Prefix: 'tmp/', Tags: [{ Key: 'a', Value: '1' }] } },
        Expiration: { Days: 3 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ];
    await rig.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await rig.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);

    const TagSet = [{ Key: 'stage', Value: 'dev & <test>' }];
    await rig.client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await rig.client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);

    await rig.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    expect((await rig.client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');

    await rig.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await refusal(rig.client.send(new GetPublicAccessBlockCommand({ Bucket })))).toEqual({
      code: 'NoSuchPublicAccessBlockConfiguration',
      status: 404,
    });
  });

  test('of access is the owner’s, and stays so', async () => {
    const { Grants, Owner } = await rig.client.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants).toEqual([{ Grantee: { ...Owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }]);
    await rig.client.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
    const open = rig.client.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect(await refusal(open)).toEqual({ code: 'AccessControlListNotSupported', status: 400 });
  });

  test.each([
    ['cors', 404, '<Code>NoSuchCORSConfiguration</Code>'],
    ['website', 404, '<Code>NoSuchWebsiteConfiguration</Code>'],
    ['replication', 404, '<Code>ReplicationConfigurationNotFoundError</Code>'],
    ['object-lock', 404, '<Code>ObjectLockConfigurationNotFoundError</Code>'],
    ['logging', 200, '<BucketLoggingStatus xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></BucketLoggingStatus>'],
    ['notification', 200, '<NotificationConfiguration '],
    ['accelerate', 200, '<AccelerateConfiguration '],
    ['requestPayment', 200, '<Payer>BucketOwner</Payer>'],
  ])('that the engine has not is there for no bucket: %s', (subresource, status, words) => {
    const answer = rig.send({ path: `/${Bucket}`, query: new URLSearchParams(subresource) });
    expect([answer.status, String(answer.body)]).toEqual([status, expect.stringContaining(words)]);
  });

  test('that the engine could not honour is refused', async () => {
    const ServerSideEncryptionConfiguration = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }],
    };
    const kms = rig.client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    expect(await refusal(kms)).toEqual({ code: 'NotImplemented', status: 501 });
    expect(rig.send({ path: `/${Bucket}`, method: 'PUT', query: new URLSearchParams('website') }).status).toBe(501);
  });

  test('must be the document that is meant', () => {
    const body = Buffer.from('<VersioningConfiguration><Status>On</Status></VersioningConfiguration>');
    const put = (content: Uint8Array) =>
      rig.send({ path: `/${Bucket}`, method: 'PUT', query: new URLSearchParams('versioning'), body: content });
    for (const content of [body, Buffer.from('<Other/>'), Buffer.from('<a><b></a>'), Buffer.from('')]) {
      const answer = put(content);
      expect([answer.status, String(answer.body)]).toEqual([400, expect.stringContaining('<Code>MalformedXML</Code>')]);
    }
  });
});

describe('a policy', () => {
  const Bucket = 'guarded';
  beforeEach(() => create(Bucket));
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '111111111111' },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  const put = (Statement: object) =>
    rig.client.send(
      new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    );

  test('is put, read and deleted', async () => {
    await put(statement);
    const { Policy } = await rig.client.send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(Policy ?? '')).toEqual({ Version: '2012-10-17', Statement: statement });
    await rig.client.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect((await refusal(rig.client.send(new GetBucketPolicyCommand({ Bucket })))).code).toBe('NoSuchBucketPolicy');
  });

  test.each([
    ['about another bucket', { ...statement, Resource: 'arn:aws:s3:::other/*' }],
    ['without a principal', { Effect: 'Allow', Action: 's3:GetObject', Resource: statement.Resource }],
    ['with an unknown operator', { ...statement, Condition: { StringSame: { 'aws:PrincipalArn': 'x' } } }],
  ])('%s is malformed', async (_what, malformed) => {
    expect(await refusal(put(malformed))).toEqual({ code: 'MalformedPolicy', status: 400 });
  });

  test('for everyone is blocked until the block is taken away', async () => {
    const everyone = { ...statement, Principal: '*' };
    expect(await refusal(put(everyone))).toEqual({ code: 'AccessDenied', status: 403 });
    await rig.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await put(everyone);
  });
});
