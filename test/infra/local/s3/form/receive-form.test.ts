import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { issueCredentials } from '../../../../../infra/local/iam/credentials.ts';
import { s3Rig, type S3Rig } from '../s3-rig.ts';
import { CONDITIONS, post, said, SIGNED, withPolicy, without } from './form-rig.ts';

const Bucket = 'forms';
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
});

const stored = (Key: string) => {
  const { Body, ...rest } = rig.call<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket, Key, ChecksumMode: 'ENABLED' });
  return { text: Buffer.from(Body).toString(), ...rest };
};

describe('a form', () => {
  test('stores its file with what its fields say', async () => {
    const tagging = '<Tagging><TagSet><Tag><Key>a</Key><Value>1 &amp; 2</Value></Tag></TagSet></Tagging>';
    const settings = {
      'Content-Type': 'image/png',
      'Cache-Control': 'no-store',
      'x-amz-meta-caption': 'Fürth',
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-checksum-crc32': 'NhCmhg==',
      tagging,
      acl: 'private',
    };
    const conditions = [...CONDITIONS, ...Object.entries(settings).map(([name, value]) => ({ [name]: value }))];
    const answer = await post(rig, withPolicy({ key: 'in/${filename}', ...settings }, conditions));
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.headers).toMatchObject({
      etag: '"5d41402abc4b2a76b9719d911017c592"',
      location: 'http://127.0.0.1:4566/forms/in/a.txt',
    });
    expect(stored('in/a.txt')).toMatchObject({
      text: 'hello',
      ContentType: 'image/png',
      CacheControl: 'no-store',
      Metadata: { caption: 'Fürth' },
      StorageClass: 'STANDARD_IA',
      ChecksumCRC32: 'NhCmhg==',
      TagCount: 1,
    });
    expect(rig.call('s3', 'GetObjectTagging', { Bucket, Key: 'in/a.txt' })).toEqual({
      TagSet: [{ Key: 'a', Value: '1 & 2' }],
    });
  });

  test('names its object after the file, without the directories some browsers add', async () => {
    await post(rig, withPolicy({ key: 'in/${filename}' }), { name: 'C:\\photos\\ü "1".png' });
    expect(stored('in/ü "1".png').text).toBe('hello');
  });

  test.each([
    ['200', 200],
    ['204', 204],
    ['404', 204],
  ])('is answered with the status it asks for: %s', async (success_action_status, status) => {
    const conditions = [...CONDITIONS, { success_action_status }];
    const answer = await post(rig, withPolicy({ key: 'in/a', success_action_status }, conditions));
    expect(answer).toMatchObject({ status, body: '' });
  });

  test('is answered with a document, or with a page to go to', async () => {
    const status = { success_action_status: '201' };
    const document = await post(rig, withPolicy({ key: 'in/a b', ...status }, [...CONDITIONS, status]));
    expect(document.status).toBe(201);
    expect(document.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>http://127.0.0.1:4566/forms/in/a%20b</Location>' +
        '<Bucket>forms</Bucket><Key>in/a b</Key><ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag></PostResponse>',
    );
    const redirect = { success_action_redirect: 'https://shop.example/done?order=1' };
    const page = await post(rig, withPolicy({ key: 'in/a b', ...redirect }, [...CONDITIONS, redirect]));
    expect(page.status).toBe(303);
    expect(page.headers['location']).toBe(
      'https://shop.example/done?order=1&bucket=forms&key=in%2Fa+b&etag=%225d41402abc4b2a76b9719d911017c592%22',
    );
  });

  test('without a policy is nobody’s', async () => {
    const strict = s3Rig({ allows: (_tx, caller) => caller.type !== 'service' });
    strict.call('s3', 'CreateBucket', { Bucket });
    expect(said(await post(strict, { key: 'in/a' }))).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test.each([
    ['no key', withPolicy({}), 400, 'InvalidArgument', /must contain a field named 'key'/],
    ['a checksum of something else', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 400, 'BadDigest', /CRC32/],
    ['a storage class S3 has not', { 'x-amz-storage-class': 'SHELF' }, 400, 'InvalidStorageClass', /not valid/],
    ['an access control list', { acl: 'public-read' }, 400, 'AccessControlListNotSupported', /does not allow ACLs/],
  ])('with %s is refused', async (_what, fields, status, code, message) => {
    const conditions = [...CONDITIONS, ...Object.entries(fields).map(([name, value]) => ({ [name]: value }))];
    const form = 'Policy' in fields ? fields : withPolicy({ key: 'in/a', ...fields }, conditions);
    expect(said(await post(rig, form))).toMatchObject({
      status,
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test('must be a form', () => {
    const headers = { 'content-type': 'application/json' };
    expect(said(rig.send({ path: '/forms', method: 'POST', headers }))).toMatchObject({
      status: 412,
      code: 'PreconditionFailed',
    });
  });

  test('is for a bucket that exists', async () => {
    rig.call('s3', 'DeleteBucket', { Bucket });
    expect(said(await post(rig, withPolicy({ key: 'in/a' })))).toMatchObject({ status: 404, code: 'NoSuchBucket' });
  });
});

describe('the signature', () => {
  test.each([
    ['X-Amz-Signature', 'InvalidArgument'],
    ['X-Amz-Credential', 'InvalidArgument'],
    ['X-Amz-Date', 'InvalidArgument'],
    ['Policy', 'AccessDenied'],
  ])('is not complete without %s', async (name, code) => {
    expect(said(await post(rig, without(withPolicy({ key: 'in/a' }), name))).code).toBe(code);
  });

  test('may be of the older kind', async () => {
    const policy = Buffer.from(JSON.stringify({ expiration: '2026-01-01T01:00:00Z', conditions: CONDITIONS }));
    const fields = { key: 'in/old', AWSAccessKeyId: 'test', Policy: policy.toString('base64') };
    expect(said(await post(rig, fields))).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect((await post(rig, { ...fields, Signature: 'abc=' })).status).toBe(204);
  });

  test('of credentials the engine handed out is verified, and says who uploads', async () => {
    const roleArn = 'arn:aws:iam::000000000000:role/images';
    const callers: unknown[] = [];
    const strict = s3Rig({ allows: (_tx, caller) => callers.push(caller) > 0 });
    strict.call('s3', 'CreateBucket', { Bucket });
    const { AccessKeyId, SecretAccessKey, SessionToken } = strict.run(({ tx }) =>
      issueCredentials(tx, roleArn, 'images'),
    );
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const { fields } = await signedPost(strict, { credentials }, { 'Content-Type': 'image/png' });
    expect(await post(strict, { ...fields, key: 'in/a' })).toMatchObject({ status: 204 });
    expect(callers.at(-1)).toMatchObject({ type: 'role', roleArn });
    const forged = { ...fields, key: 'in/a', 'X-Amz-Signature': SIGNED['X-Amz-Signature'] ?? '' };
    expect(said(await post(strict, forged))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    const tokenless = without(fields, 'X-Amz-Security-Token');
    expect(said(await post(strict, { ...tokenless, key: 'in/a' })).code).toBe('InvalidToken');
  });
});

/** What the SDK hands to a browser, at the rig's time. */
async function signedPost(of: S3Rig, config: object = {}, fields: Record<string, string> = {}) {
  vi.useFakeTimers({ now: of.now(), toFake: ['Date'] });
  try {
    return await createPresignedPost(of.clientOf({ type: 'root', account: '000000000000' }, config), {
      Bucket,
      Key: 'in/${filename}',
      Fields: fields,
      Conditions: [
        ['content-length-range', 1, 10],
        ['starts-with', '$Content-Type', 'image/'],
      ],
      Expires: 300,
    });
  } finally {
    vi.useRealTimers();
  }
}

describe('a form the SDK signed', () => {
  const type = { 'Content-Type': 'image/png' };

  test('works for five minutes', async () => {
    const { fields } = await signedPost(rig, {}, type);
    rig.advance(300_000);
    expect((await post(rig, fields)).status).toBe(204);
    expect(stored('in/a.txt')).toMatchObject({ text: 'hello', ContentType: 'image/png' });
    rig.advance(1);
    expect(said(await post(rig, fields))).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Invalid according to Policy: Policy expired.',
    });
  });

  test('binds key, type and length', async () => {
    const { fields } = await signedPost(rig, {}, type);
    expect(said(await post(rig, { ...fields, key: 'out/a' })).message).toBe(
      'Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "in/"]',
    );
    expect(said(await post(rig, { ...fields, 'Content-Type': 'text/html' })).code).toBe('AccessDenied');
    expect(said(await post(rig, fields, { content: 'x'.repeat(11) }))).toMatchObject({
      status: 400,
      code: 'EntityTooLarge',
      message: 'Your proposed upload exceeds the maximum allowed size',
    });
    expect(said(await post(rig, fields, { content: '' })).code).toBe('EntityTooSmall');
    expect(said(await post(rig, { ...fields, 'x-amz-meta-more': '1' })).message).toBe(
      'Invalid according to Policy: Extra input fields: x-amz-meta-more',
    );
    expect((await post(rig, { ...fields, 'x-ignore-submit': '1' })).status).toBe(204);
  });
});
