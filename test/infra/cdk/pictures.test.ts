import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { readTemplate, resourcesOf, type Statement } from './synthesize.ts';

const assembly = inject('assembly');
const template = readTemplate(join(assembly, 'Orderlog.template.json'));

type Properties = Readonly<Record<string, unknown>>;

/** The id and the properties of the only resource of the type whose id begins so. */
function the(type: string, begin: string): [id: string, properties: Properties] {
  const found = resourcesOf(template, type).filter(([id]) => id.startsWith(begin));
  expect(found, `${begin} ${type}`).toHaveLength(1);
  const [id = '', { Properties } = { Properties: {} }] = found[0] ?? [];
  return [id, Properties];
}

const [uploads, uploadsBucket] = the('AWS::S3::Bucket', 'PicturesUploads');
const [pictures, picturesBucket] = the('AWS::S3::Bucket', 'PicturesBucket');

/** What a function may do with a bucket, or with the objects in it whose keys match. */
function allowed(functionBegin: string, bucket: string): string[] {
  const [, { Role }] = the('AWS::Lambda::Function', functionBegin);
  const role = (Role as { readonly 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt'][0];
  const statements = resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some(({ Ref }) => Ref === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  return statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => {
      const text = JSON.stringify(resource);
      const [, keys = ''] = /"\/([^"]*)"/.exec(text) ?? [];
      return text.includes(`"${bucket}"`) ? [Action].flat().map((action) => `${action} ${keys}`.trim()) : [];
    }),
  );
}

describe('both buckets', () => {
  test.each([
    ['uploads', uploads, uploadsBucket],
    ['pictures', pictures, picturesBucket],
  ])('%s is private, encrypted, over TLS only, and outlives the stack', (_, id, bucket) => {
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: expect.anything() as unknown,
    });
    const policies = resourcesOf(template, 'AWS::S3::BucketPolicy').map(([, { Properties }]) =>
      JSON.stringify(Properties),
    );
    const own = policies.find((policy) => policy.includes(`"Bucket":{"Ref":"${id}"}`));
    expect(own).toContain('"aws:SecureTransport":"false"');
    expect(template.Resources[id]?.DeletionPolicy).toBe('Retain');
  });

  test('forget uploads and what was quarantined, and keep pictures', () => {
    expect(uploadsBucket['LifecycleConfiguration']).toMatchObject({
      Rules: [
        { Prefix: 'uploads/', ExpirationInDays: 30, Status: 'Enabled' },
        { Prefix: 'quarantine/', ExpirationInDays: 90, Status: 'Enabled' },
      ],
    });
    expect(JSON.stringify(picturesBucket['LifecycleConfiguration'])).not.toContain('Expiration');
  });

  test("take a browser's form, and show it pictures", () => {
    expect(uploadsBucket['CorsConfiguration']).toMatchObject({ CorsRules: [{ AllowedMethods: ['POST'] }] });
    expect(picturesBucket['CorsConfiguration']).toMatchObject({ CorsRules: [{ AllowedMethods: ['GET'] }] });
  });
});

describe('the intake', () => {
  const [queue] = the('AWS::SQS::Queue', 'PicturesUploadedQueue');
  const [images, settings] = the('AWS::Lambda::Function', 'PicturesImages');

  test('hears of uploads, and of nothing that it writes itself', () => {
    expect(uploadsBucket['NotificationConfiguration']).toEqual({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Queue: { 'Fn::GetAtt': [queue, 'Arn'] },
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'uploads/' }] } },
        },
      ],
    });
    expect(picturesBucket['NotificationConfiguration']).toBeUndefined();
  });

  test('takes one upload at a time, with room for the largest picture', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
    expect(mappings.filter(({ FunctionName }) => FunctionName.Ref === images)).toMatchObject([
      {
        BatchSize: 1,
        EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    ]);
    expect(settings).toMatchObject({ MemorySize: 2_048, Timeout: 120 });
  });

  test('lets S3 into its queue before the bucket names it', () => {
    const [policy, { PolicyDocument }] = the('AWS::SQS::QueuePolicy', 'PicturesUploadedQueue');
    expect(template.Resources[uploads]?.DependsOn).toContain(policy);
    expect((PolicyDocument as { readonly Statement: readonly Statement[] }).Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });

  test('has sharp beside its bundle, built for this machine', () => {
    const { S3Key } = settings['Code'] as { readonly S3Key: string };
    const folder = join(assembly, `asset.${S3Key.replace('.zip', '')}`);
    expect(readdirSync(join(folder, 'node_modules/@img'))).toContain(`sharp-${process.platform}-${process.arch}`);
    expect(readFileSync(join(folder, 'index.mjs'), 'utf8')).toMatch(/from\s*"sharp"/);
  });
});

describe('every function may do with objects only what it is there for', () => {
  const removing = ['s3:DeleteObject quarantine/*', 's3:DeleteObject uploads/*', 's3:GetObject uploads/*'];
  const refusing = [
    's3:DeleteObject uploads/*',
    's3:GetObject uploads/*',
    's3:ListBucket',
    's3:PutObject quarantine/*',
  ];
  test.each([
    ['PicturesImages', uploads, refusing],
    ['PicturesImages', pictures, ['s3:GetObject thumbnails/*', 's3:ListBucket', 's3:PutObject thumbnails/*']],
    ['PicturesRemoveFiles', uploads, [...removing, 's3:ListBucket']],
    [
      'PicturesRemoveFiles',
      pictures,
      ['s3:DeleteObject thumbnails/*.webp', 's3:GetObject thumbnails/*/event.json', 's3:ListBucket'],
    ],
    ['ApiRequestUpload', uploads, ['s3:PutObject uploads/*']],
    ['ApiRequestUpload', pictures, []],
    ['ApiGetImages', uploads, []],
    ['ApiGetImages', pictures, ['s3:GetObject thumbnails/*.webp']],
    ['ApiHideImage', uploads, []],
    ['ApiHideImage', pictures, ['s3:GetObject thumbnails/*/hidden.json', 's3:PutObject thumbnails/*/hidden.json']],
  ])('%s with %s', (begin, bucket, grants) => {
    expect(allowed(begin, bucket).sort()).toEqual(grants);
  });
});
