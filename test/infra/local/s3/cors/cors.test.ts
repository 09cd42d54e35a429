import { GetBucketCorsCommand, PutBucketCorsCommand, DeleteBucketCorsCommand, type CORSRule } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from '../s3-rig.ts';

const Bucket = 'crossed';
const RULES: CORSRule[] = [
  {
    ID: 'shop',
    AllowedOrigins: ['https://*.shop.example'],
    AllowedMethods: ['PUT', 'POST'],
    AllowedHeaders: ['content-*', 'x-amz-meta-a'],
    ExposeHeaders: ['ETag', 'x-amz-version-id'],
    MaxAgeSeconds: 600,
  },
  { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
];
let rig: S3Rig;
const put = (CORSRules: CORSRule[]) =>
  rig.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
beforeEach(async () => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
  await put(RULES);
});

const ORIGIN = 'https://eu.shop.example';
const options = (headers: Record<string, string>, path = `/${Bucket}/k`) =>
  rig.send({ path, method: 'OPTIONS', headers, query: new URLSearchParams('X-Amz-Algorithm=AWS4-HMAC-SHA256') });

test('a configuration reads back, and goes', async () => {
  expect((await rig.client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(RULES);
  await rig.client.send(new DeleteBucketCorsCommand({ Bucket }));
  expect(await refusal(rig.client.send(new GetBucketCorsCommand({ Bucket })))).toEqual({
    code: 'NoSuchCORSConfiguration',
    status: 404,
  });
});

test.each([
  ['no rule', [], 'MalformedXML'],
  ['another method', [{ AllowedOrigins: ['*'], AllowedMethods: ['PATCH'] }], 'InvalidRequest'],
  ['two wildcards', [{ AllowedOrigins: ['http://*.*'], AllowedMethods: ['GET'] }], 'InvalidRequest'],
  [
    'a wildcard to expose',
    [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'], ExposeHeaders: ['*'] }],
    'InvalidRequest',
  ],
])('%s is refused', async (_what, rules, code) => {
  expect(await refusal(put(rules))).toEqual({ code, status: 400 });
});

describe('before a request', () => {
  test('the browser is told what it may', () => {
    const asked = {
      origin: ORIGIN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'Content-Type,X-Amz-Meta-A',
    };
    expect(options(asked)).toEqual({
      status: 200,
      headers: {
        'access-control-allow-origin': ORIGIN,
        'access-control-allow-methods': 'PUT, POST',
        'access-control-allow-headers': 'content-type, x-amz-meta-a',
        'access-control-expose-headers': 'ETag, x-amz-version-id',
        'access-control-max-age': '600',
        'access-control-allow-credentials': 'true',
        vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
      },
      body: '',
    });
  });

  test.each([
    ['another origin', { origin: 'https://evil.example', 'access-control-request-method': 'PUT' }],
    ['another method', { origin: ORIGIN, 'access-control-request-method': 'DELETE' }],
    [
      'another header',
      { origin: ORIGIN, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-amz-acl' },
    ],
  ])('%s is refused', (_what, headers) => {
    const answer = options(headers);
    expect(answer.status).toBe(403);
    expect(String(answer.body)).toContain(
      '<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not',
    );
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a bucket without rules refuses, and what is no preflight is a mistake', async () => {
    expect(options({}).status).toBe(400);
    expect(options({ origin: ORIGIN }).status).toBe(400);
    await rig.client.send(new DeleteBucketCorsCommand({ Bucket }));
    const answer = options({ origin: ORIGIN, 'access-control-request-method': 'PUT' });
    expect(String(answer.body)).toContain('CORSResponse: CORS is not enabled for this bucket.');
  });
});

describe('with an answer', () => {
  const send = (method: string, origin?: string) =>
    rig.send({ path: `/${Bucket}/k`, method, headers: origin === undefined ? {} : { origin } });

  test('a page is let in, also to read why it was refused', () => {
    expect(send('PUT', ORIGIN).headers).toMatchObject({ 'access-control-allow-origin': ORIGIN });
    expect(send('GET', 'https://any.example').headers).toMatchObject({ 'access-control-allow-origin': '*' });
    const missing = rig.send({ path: `/${Bucket}/none`, headers: { origin: ORIGIN } });
    expect(missing).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': '*' } });
  });

  test('any other sees nothing of it', () => {
    for (const answer of [send('PUT'), send('PUT', 'https://any.example')])
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
