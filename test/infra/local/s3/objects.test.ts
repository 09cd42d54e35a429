import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type GetObjectCommandInput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'pictures';
let rig: S3Rig;

beforeEach(async () => {
  rig = s3Rig();
  await rig.client.send(new CreateBucketCommand({ Bucket }));
});

const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  rig.client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...more }));
const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  rig.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string) => rig.client.send(new HeadObjectCommand({ Bucket, Key }));
const textOf = async (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  (await get(Key, more)).Body?.transformToString();

describe('what was put', () => {
  test('comes back byte for byte, with its headers and metadata', async () => {
    const Body = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    const { ETag } = await put('a b/ü+%.png', {
      Body,
      ContentType: 'image/png',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      ContentEncoding: 'gzip',
      ContentLanguage: 'en',
      Metadata: { Author: 'me', n: '1' },
    });
    expect(ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`);
    const output = await get('a b/ü+%.png');
    expect(Buffer.from((await output.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(output).toMatchObject({
      ETag,
      ContentLength: 256,
      ContentType: 'image/png',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      ContentEncoding: 'gzip',
      ContentLanguage: 'en',
      AcceptRanges: 'bytes',
      ServerSideEncryption: 'AES256',
      Metadata: { author: 'me', n: '1' },
      LastModified: new Date(rig.now()),
    });
    expect(await head('a b/ü+%.png')).toMatchObject({ ETag, ContentLength: 256, Metadata: { author: 'me', n: '1' } });
  });

  test('may be empty, or larger than a chunk of the store', async () => {
    await put('empty', { Body: new Uint8Array() });
    expect(await textOf('empty')).toBe('');
    const large = Buffer.alloc(2.5 * 1024 * 1024, 'abc');
    await put('large', { Body: large });
    expect(large.equals((await (await get('large')).Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
    expect(await textOf('large', { Range: 'bytes=1048575-1048578' })).toBe(large.toString('utf8', 1048575, 1048579));
  });

  test('replaces what was there', async () => {
    await put('k', { Body: 'one', Metadata: { a: '1' } });
    await put('k', { Body: 'two' });
    const output = await get('k');
    expect([await output.Body?.transformToString(), output.Metadata]).toEqual(['two', {}]);
  });

  test('arrives from streams too, in aws-chunked form with a trailer', async () => {
    const Body = Readable.from([Buffer.alloc(70_000, 'x'), Buffer.from('end')]);
    await put('streamed', { Body, ContentLength: 70_003, ChecksumAlgorithm: 'SHA256' });
    const output = await get('streamed', { ChecksumMode: 'ENABLED' });
    expect(await output.Body?.transformToString()).toBe(`${'x'.repeat(70_000)}end`);
    expect(output.ChecksumSHA256).toBeDefined();
    expect(output.ContentEncoding).toBeUndefined();
  });

  test('has limits on key and metadata', async () => {
    expect(await refusal(put('k'.repeat(1025)))).toEqual({ code: 'KeyTooLongError', status: 400 });
    expect(await refusal(put('k', { Metadata: { big: 'x'.repeat(2048) } }))).toEqual({
      code: 'MetadataTooLarge',
      status: 400,
    });
  });

  test('may not ask for what the engine lacks', async () => {
    expect(await refusal(put('k', { ServerSideEncryption: 'aws:kms' }))).toEqual({
      code: 'NotImplemented',
      status: 501,
    });
    expect(await refusal(put('k', { WebsiteRedirectLocation: '/' }))).toEqual({ code: 'NotImplemented', status: 501 });
    expect(await refusal(put('k', { ACL: 'public-read' }))).toEqual({
      code: 'AccessControlListNotSupported',
      status: 400,
    });
  });
});

describe('a missing', () => {
  test('key', async () => {
    expect(await refusal(get('no'))).toEqual({ code: 'NoSuchKey', status: 404 });
    expect(await refusal(head('no'))).toEqual({ code: 'NotFound', status: 404 });
  });

  test('bucket', async () => {
    const absent = { Bucket: 'absent', Key: 'k' };
    expect(await refusal(rig.client.send(new GetObjectCommand(absent)))).toEqual({ code: 'NoSuchBucket', status: 404 });
    expect(await refusal(rig.client.send(new PutObjectCommand({ ...absent, Body: 'x' })))).toEqual({
      code: 'NoSuchBucket',
      status: 404,
    });
  });
});

describe('a range', () => {
  beforeEach(() => put('digits', { Body: '0123456789' }));

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=0-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('%s', async (Range, text, ContentRange) => {
    const output = await get('digits', { Range });
    expect(await output.Body?.transformToString()).toBe(text);
    expect(output).toMatchObject({ ContentRange, ContentLength: text.length, $metadata: { httpStatusCode: 206 } });
  });

  test('that no byte is in', async () => {
    expect(await refusal(get('digits', { Range: 'bytes=10-' }))).toEqual({ code: 'InvalidRange', status: 416 });
  });

  test('that is none is ignored', async () => {
    expect(await textOf('digits', { Range: 'lines=1-2' })).toBe('0123456789');
    expect(await textOf('digits', { Range: 'bytes=5-2' })).toBe('0123456789');
  });
});

describe('conditions', () => {
  let ETag: string;
  beforeEach(async () => {
    ETag = (await put('k')).ETag ?? '';
  });

  test('on reading', async () => {
    const before = new Date(rig.now() - 1000);
    const after = new Date(rig.now() + 1000);
    expect(await textOf('k', { IfMatch: ETag, IfUnmodifiedSince: before })).toBe('hello');
    expect(await textOf('k', { IfNoneMatch: '"other"', IfModifiedSince: after })).toBe('hello');
    for (const condition of [{ IfMatch: '"other"' }, { IfUnmodifiedSince: before }])
      expect(await refusal(get('k', condition))).toEqual({ code: 'PreconditionFailed', status: 412 });
    for (const condition of [{ IfNoneMatch: ETag }, { IfModifiedSince: after }])
      expect((await refusal(get('k', condition))).status).toBe(304);
  });

  test('on writing', async () => {
    expect(await refusal(put('k', { IfNoneMatch: '*' }))).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect(await refusal(put('k', { IfMatch: '"other"' }))).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect(await refusal(put('new', { IfMatch: ETag }))).toEqual({ code: 'NoSuchKey', status: 404 });
    await put('new', { IfNoneMatch: '*', Body: 'first' });
    await put('k', { IfMatch: ETag, Body: 'second' });
    expect([await textOf('new'), await textOf('k')]).toEqual(['first', 'second']);
  });
});

test('response headers can be overridden', async () => {
  await put('k');
  const output = await get('k', { ResponseContentType: 'text/html', ResponseCacheControl: 'no-store' });
  expect(output).toMatchObject({ ContentType: 'text/html', CacheControl: 'no-store' });
});

describe('deleting', () => {
  test('a key, even one that is not there', async () => {
    await put('k');
    await rig.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(await refusal(get('k'))).toEqual({ code: 'NoSuchKey', status: 404 });
    const output = await rig.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(output.$metadata.httpStatusCode).toBe(204);
  });

  test('several keys at once', async () => {
    const keys = ['a', 'b & <c>', ' d '];
    for (const key of keys) await put(key);
    const Delete = { Objects: [...keys, 'absent'].map((Key) => ({ Key })) };
    const output = await rig.client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(output.Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'absent']);
    for (const key of keys) expect((await refusal(get(key))).code).toBe('NoSuchKey');
    const quiet = await rig.client.send(new DeleteObjectsCommand({ Bucket, Delete: { ...Delete, Quiet: true } }));
    expect(quiet.Deleted).toBeUndefined();
  });

  test('leaves nothing of the content behind', async () => {
    const stored = () => rig.run(({ tx }) => [...tx.scan({ from: 's3', to: 's4' })].length);
    const before = stored();
    await put('k', { Body: Buffer.alloc(3 * 1024 * 1024) });
    await put('k', { Body: Buffer.alloc(3 * 1024 * 1024) });
    await rig.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(stored()).toBe(before);
  });
});

describe('copying', () => {
  const copy = (Key: string, more = {}) =>
    rig.client.send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent('from here')}`, ...more }),
    );
  beforeEach(() => put('from here', { ContentType: 'text/plain', Metadata: { a: '1' }, Tagging: 'x=1' }));

  test('takes content, headers, metadata and tags along', async () => {
    const { CopyObjectResult } = await copy('to');
    const output = await get('to');
    expect(await output.Body?.transformToString()).toBe('hello');
    expect(output).toMatchObject({
      ETag: CopyObjectResult?.ETag,
      ContentType: 'text/plain',
      Metadata: { a: '1' },
      TagCount: 1,
    });
  });

  test('or replaces them', async () => {
    await copy('to', { MetadataDirective: 'REPLACE', Metadata: { b: '2' }, TaggingDirective: 'REPLACE' });
    const output = await get('to');
    expect(output.Metadata).toEqual({ b: '2' });
    expect(output.TagCount).toBeUndefined();
  });

  test('an object to itself must change something', async () => {
    expect(await refusal(copy('from here'))).toEqual({ code: 'InvalidRequest', status: 400 });
    await copy('from here', { MetadataDirective: 'REPLACE', Metadata: { c: '3' } });
    expect((await head('from here')).Metadata).toEqual({ c: '3' });
  });

  test('can depend on the source', async () => {
    expect(await refusal(copy('to', { CopySourceIfMatch: '"other"' }))).toEqual({
      code: 'PreconditionFailed',
      status: 412,
    });
    expect(await refusal(copy('to', { CopySource: `${Bucket}/absent` }))).toEqual({ code: 'NoSuchKey', status: 404 });
  });
});

test('tags', async () => {
  await put('k', { Tagging: 'a=1&b=2' });
  const read = async () => (await rig.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet;
  expect(await read()).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ]);
  const TagSet = [{ Key: 'c', Value: '' }];
  await rig.client.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
  expect(await read()).toEqual(TagSet);
  const many = Array.from({ length: 11 }, (_, at) => ({ Key: `t${at}`, Value: '' }));
  const tooMany = rig.client.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: many } }));
  expect(await refusal(tooMany)).toEqual({ code: 'BadRequest', status: 400 });
});

test('attributes', async () => {
  await put('k', { ChecksumAlgorithm: 'SHA1' });
  const output = await rig.client.send(
    new GetObjectAttributesCommand({
      Bucket,
      Key: 'k',
      ObjectAttributes: ['ETag', 'ObjectSize', 'Checksum', 'StorageClass'],
    }),
  );
  expect(output).toMatchObject({
    ETag: createHash('md5').update('hello').digest('hex'),
    ObjectSize: 5,
    StorageClass: 'STANDARD',
    Checksum: { ChecksumSHA1: createHash('sha1').update('hello').digest('base64') },
  });
});
