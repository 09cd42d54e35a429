import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'uploads';
const Key = 'large.bin';
const FIVE_MIB = 5 * 1024 * 1024;
const FIRST = Buffer.alloc(FIVE_MIB, 'first');
const LAST = Buffer.from('the end');

let rig: S3Rig;
beforeEach(async () => {
  rig = s3Rig();
  await rig.client.send(new CreateBucketCommand({ Bucket }));
});

const begin = async (more = {}) =>
  (await rig.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? '';
const upload = async (UploadId: string, PartNumber: number, Body: Uint8Array, more = {}): Promise<CompletedPart> => {
  const { ETag } = await rig.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  return { PartNumber, ETag };
};
const complete = (UploadId: string, Parts: CompletedPart[], more = {}) =>
  rig.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }));
const md5 = (...buffers: Uint8Array[]) => createHash('md5').update(Buffer.concat(buffers)).digest();
const contentOf = async (more = {}) =>
  Buffer.from(
    (await (await rig.client.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToByteArray()) ?? [],
  );

test('parts become one object, whatever their order of arrival', async () => {
  const UploadId = await begin({ ContentType: 'video/mp4', Metadata: { a: '1' } });
  const last = await upload(UploadId, 7, LAST);
  await upload(UploadId, 2, Buffer.from('replaced'));
  const first = await upload(UploadId, 2, FIRST);
  expect((await refusal(rig.client.send(new HeadObjectCommand({ Bucket, Key })))).status).toBe(404);

  const output = await complete(UploadId, [first, last]);
  expect(output).toMatchObject({ Bucket, Key, ETag: `"${md5(md5(FIRST), md5(LAST)).toString('hex')}-2"` });
  expect((await contentOf()).equals(Buffer.concat([FIRST, LAST]))).toBe(true);
  expect((await contentOf({ Range: `bytes=${FIVE_MIB - 2}-${FIVE_MIB + 2}` })).toString()).toBe(
    Buffer.concat([FIRST, LAST]).toString('latin1', FIVE_MIB - 2, FIVE_MIB + 3),
  );
  const second = await rig.client.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }));
  expect(second).toMatchObject({
    PartsCount: 2,
    ContentLength: LAST.length,
    ContentType: 'video/mp4',
    Metadata: { a: '1' },
  });
  expect((await refusal(complete(UploadId, [first]))).code).toBe('NoSuchUpload');
});

test('leaves nothing of replaced, unused and aborted parts behind', async () => {
  const stored = () => rig.run(({ tx }) => [...tx.scan({ from: 's3', to: 's4' })].length);
  const before = stored();
  const UploadId = await begin();
  await upload(UploadId, 1, FIRST);
  await upload(UploadId, 1, FIRST);
  await rig.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  expect(stored()).toBe(before);
  const another = await begin();
  const used = await upload(another, 1, LAST);
  await upload(another, 2, FIRST);
  await complete(another, [used]);
  rig.call('s3', 'DeleteObject', { Bucket, Key });
  expect(stored()).toBe(before);
});

describe('completing', () => {
  test('refuses parts that are not there, out of order or too small', async () => {
    const UploadId = await begin();
    const [one, two] = [await upload(UploadId, 1, LAST), await upload(UploadId, 2, LAST)];
    expect(await refusal(complete(UploadId, [{ ...one, ETag: '"other"' }]))).toEqual({
      code: 'InvalidPart',
      status: 400,
    });
    expect(await refusal(complete(UploadId, [one, { ...two, PartNumber: 3 }]))).toEqual({
      code: 'InvalidPart',
      status: 400,
    });
    expect(await refusal(complete(UploadId, [two, one]))).toEqual({ code: 'InvalidPartOrder', status: 400 });
    expect(await refusal(complete(UploadId, [one, two]))).toEqual({ code: 'EntityTooSmall', status: 400 });
    expect(await refusal(complete(UploadId, []))).toEqual({ code: 'MalformedXML', status: 400 });
    await complete(UploadId, [one]);
  });

  test('can depend on what is there', async () => {
    await rig.client.send(new PutObjectCommand({ Bucket, Key, Body: 'here' }));
    const UploadId = await begin();
    const one = await upload(UploadId, 1, LAST);
    expect(await refusal(complete(UploadId, [one], { IfNoneMatch: '*' }))).toEqual({
      code: 'PreconditionFailed',
      status: 412,
    });
    await complete(UploadId, [one], { IfMatch: `"${md5(Buffer.from('here')).toString('hex')}"` });
  });
});

describe('a part', () => {
  test('has a number from 1 to 10000', async () => {
    const UploadId = await begin();
    for (const number of [0, 10001])
      expect(await refusal(upload(UploadId, number, LAST))).toEqual({ code: 'InvalidArgument', status: 400 });
    expect(await refusal(upload('absent', 1, LAST))).toEqual({ code: 'NoSuchUpload', status: 404 });
  });

  test('can be copied from an object', async () => {
    await rig.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
    const UploadId = await begin();
    const copy = (more = {}) =>
      rig.client.send(
        new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber: 1, CopySource: `${Bucket}/source`, ...more }),
      );
    expect(await refusal(copy({ CopySourceRange: 'bytes=5-10' }))).toEqual({ code: 'InvalidArgument', status: 400 });
    const { CopyPartResult } = await copy({ CopySourceRange: 'bytes=2-5' });
    await complete(UploadId, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    expect((await contentOf()).toString()).toBe('2345');
  });
});

describe('checksums', () => {
  test('of parts add up to a composite one', async () => {
    const algorithm = { ChecksumAlgorithm: 'SHA256' };
    const UploadId = await begin(algorithm);
    const parts = [await upload(UploadId, 1, FIRST, algorithm), await upload(UploadId, 2, LAST, algorithm)];
    const { ChecksumSHA256, ChecksumType } = await complete(UploadId, parts);
    const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
    expect(ChecksumSHA256).toBe(`${sha(Buffer.concat([sha(FIRST), sha(LAST)])).toString('base64')}-2`);
    expect(ChecksumType).toBe('COMPOSITE');
    const { ObjectParts } = await rig.client.send(
      new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ObjectParts'] }),
    );
    expect(ObjectParts?.TotalPartsCount).toBe(2);
    expect(ObjectParts?.Parts?.[1]).toMatchObject({ Size: LAST.length, ChecksumSHA256: sha(LAST).toString('base64') });
  });

  test('or are of the full object', async () => {
    const UploadId = await begin({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const parts = [await upload(UploadId, 1, FIRST), await upload(UploadId, 2, LAST)];
    const expected = Buffer.alloc(4);
    expected.writeUInt32BE(crc32(Buffer.concat([FIRST, LAST])));
    const wrong = complete(UploadId, parts, { ChecksumCRC32: 'AAAAAA==' });
    expect(await refusal(wrong)).toEqual({ code: 'BadDigest', status: 400 });
    expect((await complete(UploadId, parts)).ChecksumCRC32).toBe(expected.toString('base64'));
  });

  test('must be of the kind the upload was begun with', async () => {
    const UploadId = await begin({ ChecksumAlgorithm: 'SHA256' });
    expect(await refusal(upload(UploadId, 1, LAST, { ChecksumAlgorithm: 'CRC32C' }))).toEqual({
      code: 'InvalidRequest',
      status: 400,
    });
    expect(await refusal(begin({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }))).toEqual({
      code: 'InvalidRequest',
      status: 400,
    });
  });
});

test('uploads and parts are listed page by page', async () => {
  const UploadId = await begin();
  for (const number of [1, 2, 3]) await upload(UploadId, number, LAST);
  const first = await rig.client.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
  expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2', Key, UploadId });
  expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, 7],
    [2, 7],
  ]);
  const second = await rig.client.send(new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker: '2' }));
  expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);

  const later = await begin();
  await begin({ Key: 'dir/a' });
  const list = (more = {}) => rig.client.send(new ListMultipartUploadsCommand({ Bucket, ...more }));
  const all = await list({ Delimiter: '/' });
  expect(all.Uploads?.map((one) => one.UploadId)).toEqual([UploadId, later]);
  expect(all.CommonPrefixes).toEqual([{ Prefix: 'dir/' }]);
  const page = await list({ MaxUploads: 2 });
  expect(page).toMatchObject({ IsTruncated: true, NextKeyMarker: Key, NextUploadIdMarker: UploadId });
  const rest = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
  expect(rest.Uploads?.map((one) => one.UploadId)).toEqual([later]);
});
