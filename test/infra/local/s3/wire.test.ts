import { beforeEach, describe, expect, test } from 'vitest';
import { checksumOf } from '../../../../infra/local/s3/checksum/checksums.ts';
import { s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'wired';
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
});

const codeOf = ({ status, body }: { status: number; body: Uint8Array | string }) => [
  status,
  /<Code>(.*)<\/Code>/.exec(String(body))?.[1],
];
const stored = (Key = 'k') => {
  const { Body, ...rest } = rig.call<{ Body: Uint8Array; ContentEncoding?: string }>('s3', 'GetObject', {
    Bucket,
    Key,
  });
  return { text: Buffer.from(Body).toString(), ...rest };
};

describe('aws-chunked bodies', () => {
  const SIGNATURE = ';chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648';
  const send = (body: string, headers: Record<string, string> = {}) =>
    rig.send({
      path: `/${Bucket}/k`,
      method: 'PUT',
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'x-amz-decoded-content-length': '9',
        ...headers,
      },
      body: Buffer.from(body),
    });

  test('with signed chunks', () => {
    expect(send(`5${SIGNATURE}\r\nhello\r\n4${SIGNATURE}\r\n\r\n!!\r\n0${SIGNATURE}\r\n\r\n`).status).toBe(200);
    expect(stored()).toMatchObject({ text: 'hello\r\n!!' });
    expect(stored()).not.toHaveProperty('ContentEncoding');
  });

  test('with a checksum in a signed trailer', () => {
    const trailer = (checksum: string) =>
      `0${SIGNATURE}\r\nx-amz-checksum-crc32c:${checksum}\r\nx-amz-trailer-signature:abc\r\n\r\n`;
    const headers = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32c',
    };
    const body = `9${SIGNATURE}\r\nhelloworl\r\n`;
    expect(codeOf(send(body + trailer('AAAAAA=='), headers))).toEqual([400, 'BadDigest']);
    const right = checksumOf('CRC32C', Buffer.from('helloworl'));
    expect(send(body + trailer(right), headers).headers['x-amz-checksum-crc32c']).toBe(right);
  });

  test('unsigned, on top of another encoding', () => {
    const headers = {
      'content-encoding': 'aws-chunked,gzip',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    };
    expect(send('9\r\nhelloworl\r\n0\r\n\r\n', headers).status).toBe(200);
    expect(stored()).toMatchObject({ text: 'helloworl', ContentEncoding: 'gzip' });
  });

  test('must be whole', () => {
    expect(codeOf(send('9\r\nhello'))).toEqual([400, 'IncompleteBody']);
    expect(codeOf(send('5\r\nhello\r\n0\r\n\r\n'))).toEqual([400, 'IncompleteBody']);
    expect(codeOf(send('zz\r\nhello\r\n'))).toEqual([400, 'IncompleteBody']);
    expect(codeOf(send('9\r\nhelloworl\r\n0\r\n\r\n', { 'x-amz-trailer': 'x-amz-checksum-crc32' }))).toEqual([
      400,
      'MalformedTrailerError',
    ]);
    expect(codeOf(send('9\r\nhelloworl\r\n0\r\n\r\n', { 'x-amz-decoded-content-length': '' }))).toEqual([
      411,
      'MissingContentLength',
    ]);
  });
});

describe('addresses', () => {
  beforeEach(() => {
    rig.call('s3', 'PutObject', { Bucket, Key: 'dir/a b', Body: 'found' });
  });

  test.each([
    ['127.0.0.1:4566', `/${Bucket}/dir/a%20b`],
    ['localhost:4566', `/${Bucket}/dir%2Fa%20b`],
    ['s3.localhost:4566', `/${Bucket}/dir/a%20b`],
    ['s3.us-east-1.amazonaws.com', `/${Bucket}/dir/a%20b`],
    [`${Bucket}.localhost:4566`, '/dir/a%20b'],
    [`${Bucket}.s3.localhost:4566`, '/dir/a%20b'],
    [`${Bucket}.s3.amazonaws.com`, '/dir/a%20b'],
    [`${Bucket}.s3.us-east-1.amazonaws.com`, '/dir/a%20b'],
  ])('%s%s', (host, path) => {
    expect(String(rig.send({ path, headers: { host } }).body)).toBe('found');
  });

  test('that cannot be decoded', () => {
    expect(codeOf(rig.send({ path: `/${Bucket}/%zz` }))).toEqual([400, 'InvalidURI']);
  });
});

describe('presigned URLs', () => {
  const signed = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'test/20260101/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20260101T000000Z',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': '0'.repeat(64),
      ...more,
    });
  const path = `/${Bucket}/k`;

  test('put and get until they expire', () => {
    const body = Buffer.from('hello');
    const query = signed({
      'x-amz-meta-a': '1',
      'x-amz-checksum-crc32': 'AAAAAA==',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
    });
    expect(rig.send({ path, method: 'PUT', query, body }).status).toBe(200);
    expect(stored()).toMatchObject({ text: 'hello', Metadata: { a: '1' } });
    rig.advance(60_000);
    expect(String(rig.send({ path, query: signed() }).body)).toBe('hello');
    rig.advance(1);
    const late = rig.send({ path, query: signed() });
    expect(codeOf(late)).toEqual([403, 'AccessDenied']);
    expect(String(late.body)).toContain('<Message>Request has expired</Message><X-Amz-Expires>60</X-Amz-Expires>');
  });

  test('of the older kind expire too', () => {
    rig.call('s3', 'PutObject', { Bucket, Key: 'k', Body: 'hello' });
    const query = (Expires: number) =>
      new URLSearchParams({ AWSAccessKeyId: 'test', Signature: 'abc', Expires: String(Expires) });
    expect(rig.send({ path, query: query(rig.now() / 1000) }).status).toBe(200);
    expect(codeOf(rig.send({ path, query: query(rig.now() / 1000 - 1) }))).toEqual([403, 'AccessDenied']);
  });

  test.each([
    ['an expiry of more than a week', { 'X-Amz-Expires': '604801' }],
    ['no number of seconds', { 'X-Amz-Expires': 'soon' }],
    ['a negative expiry', { 'X-Amz-Expires': '-1' }],
    ['another algorithm', { 'X-Amz-Algorithm': 'HMAC' }],
    ['a credential without scope', { 'X-Amz-Credential': 'test' }],
    ['no date', { 'X-Amz-Date': 'today' }],
    ['no signature', { 'X-Amz-Signature': '' }],
  ])('with %s are malformed', (_what, more) => {
    expect(codeOf(rig.send({ path, query: signed(more) }))).toEqual([400, 'AuthorizationQueryParametersError']);
  });
});

describe('refusals', () => {
  test('say what and where in XML', () => {
    const answer = rig.send({ path: '/absent/k' });
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(String(answer.body)).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchBucket<\/Code><Message>The specified bucket does not exist<\/Message><BucketName>absent<\/BucketName><RequestId>[0-9A-F]{16}<\/RequestId><HostId>.+<\/HostId><\/Error>$/,
    );
    expect(String(answer.body)).toContain(answer.headers['x-amz-request-id']);
  });

  test('have no body after HEAD', () => {
    expect(rig.send({ path: '/absent/k', method: 'HEAD' })).toMatchObject({ status: 404, body: '' });
  });

  test('of what is not there at all', () => {
    expect(codeOf(rig.send({ path: `/${Bucket}`, query: new URLSearchParams('inventory') }))).toEqual([
      501,
      'NotImplemented',
    ]);
    expect(codeOf(rig.send({ path: `/${Bucket}/k`, method: 'PATCH' }))).toEqual([405, 'MethodNotAllowed']);
    expect(
      codeOf(rig.send({ path: `/${Bucket}/k`, method: 'PUT', headers: { 'x-amz-object-lock-mode': 'GOVERNANCE' } })),
    ).toEqual([501, 'NotImplemented']);
  });
});
