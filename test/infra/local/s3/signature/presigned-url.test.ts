import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeEach, describe, expect, test } from 'vitest';
import { issueCredentials } from '../../../../../infra/local/iam/credentials.ts';
import { ROOT } from '../../test-engine.ts';
import { s3Rig, type S3Rig } from '../s3-rig.ts';

const Bucket = 'signed';
const Key = "dir/ü a+b&(c)'.txt";
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
});

/** Follows a URL as `fetch` would. */
function follow(url: string, method = 'GET', { headers = {}, body = '' } = {}) {
  const { host, pathname, searchParams } = new URL(url);
  const answer = rig.send({
    path: pathname,
    method,
    query: searchParams,
    headers: { host, ...headers },
    body: Buffer.from(body),
  });
  const [, code] = /<Code>(.*)<\/Code>/.exec(String(answer.body)) ?? [];
  return { ...answer, body: Buffer.from(answer.body as Uint8Array).toString(), code };
}

/** A client with the credentials a function has. */
function roleClient() {
  const roleArn = 'arn:aws:iam::000000000000:role/gallery';
  const issued = rig.run(({ tx }) => issueCredentials(tx, roleArn, 'gallery'));
  const credentials = {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    sessionToken: issued.SessionToken,
  };
  return rig.clientOf(ROOT, { credentials });
}

const signingDate = () => new Date(rig.now());

describe('a URL signed with credentials the engine handed out', () => {
  const put = (more: object = {}, options: object = {}) =>
    getSignedUrl(roleClient(), new PutObjectCommand({ Bucket, Key, ...more }), {
      expiresIn: 300,
      signingDate: signingDate(),
      ...options,
    });
  const get = (more: object = {}) =>
    getSignedUrl(roleClient(), new GetObjectCommand({ Bucket, Key, ...more }), {
      expiresIn: 300,
      signingDate: signingDate(),
    });

  test('puts and gets, and changes headers of the answer', async () => {
    expect(follow(await put({ Metadata: { a: '1' } }), 'PUT', { body: 'hello' })).toMatchObject({ status: 200 });
    const url = await get({ ResponseContentType: 'text/x', ResponseContentDisposition: 'attachment; filename="a b"' });
    expect(follow(url)).toMatchObject({
      status: 200,
      body: 'hello',
      headers: {
        'content-type': 'text/x',
        'content-disposition': 'attachment; filename="a b"',
        'x-amz-meta-a': '1',
      },
    });
  });

  test('is good for nothing else', async () => {
    const url = await put();
    expect(follow(url, 'DELETE').code).toBe('SignatureDoesNotMatch');
    expect(follow(url.replace('a%2Bb', 'other'), 'PUT').code).toBe('SignatureDoesNotMatch');
    expect(follow(`${url}&x-amz-acl=public-read`, 'PUT').code).toBe('SignatureDoesNotMatch');
    expect(follow(url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'), 'PUT').code).toBe('SignatureDoesNotMatch');
    expect(follow(url.replace(/X-Amz-Security-Token=[^&]*/, 'X-Amz-Security-Token=x'), 'PUT').code).toBe(
      'InvalidToken',
    );
    rig.advance(300_001);
    expect(follow(url, 'PUT')).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('must be used with the headers it was signed with', async () => {
    const signableHeaders = new Set(['host', 'content-type', 'content-length']);
    const url = await put({ ContentType: 'image/png', ContentLength: 5 }, { signableHeaders });
    const headers = { 'content-type': 'image/png', 'content-length': '5' };
    expect(follow(url, 'PUT', { headers, body: 'hello' }).status).toBe(200);
    const typed = { 'content-type': 'image/png' };
    expect(follow(url, 'PUT', { headers: typed, body: 'hello' }).code).toBe('SignatureDoesNotMatch');
    const other = { ...headers, 'content-type': 'text/html' };
    expect(follow(url, 'PUT', { headers: other, body: 'hello' }).code).toBe('SignatureDoesNotMatch');
  });
});

describe('a URL signed with any other credentials', () => {
  const put = (more: object = {}, options: object = {}) =>
    getSignedUrl(rig.client, new PutObjectCommand({ Bucket, Key, ...more }), {
      signingDate: signingDate(),
      ...options,
    });

  test('must come with its headers too, and with none that S3 would act on', async () => {
    const url = await put({ ContentType: 'image/png' }, { signableHeaders: new Set(['host', 'content-type']) });
    expect(follow(url, 'PUT').code).toBe('SignatureDoesNotMatch');
    const headers = { 'content-type': 'image/png' };
    expect(follow(url, 'PUT', { headers }).status).toBe(200);
    const more = follow(url, 'PUT', { headers: { ...headers, 'x-amz-meta-a': '1' } });
    expect(more).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(more.body).toContain('<HeadersNotSigned>x-amz-meta-a</HeadersNotSigned>');
  });

  test('is not asked for at most a week', async () => {
    await expect(put({}, { expiresIn: 604_801 })).rejects.toThrow('one week');
    expect(follow(await put({}, { expiresIn: 604_800 }), 'PUT').status).toBe(200);
  });
});
