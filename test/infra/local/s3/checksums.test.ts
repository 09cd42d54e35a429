import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { CHECKSUM_ALGORITHMS, checksumOf, memberOf } from '../../../../infra/local/s3/checksum/checksums.ts';
import { refusal, s3Rig, type S3Rig } from './s3-rig.ts';

const CHECK = Buffer.from('123456789');

/** The check values of the algorithms' definitions. */
const CHECK_VALUES = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
} as const;

test.each(CHECKSUM_ALGORITHMS)('%s has the check value of its definition', (algorithm) => {
  expect(Buffer.from(checksumOf(algorithm, CHECK), 'base64').toString('hex')).toBe(CHECK_VALUES[algorithm]);
});

describe('with an object', () => {
  const Bucket = 'checked';
  let rig: S3Rig;
  beforeEach(async () => {
    rig = s3Rig();
    await rig.client.send(new CreateBucketCommand({ Bucket }));
  });
  const put = (headers: Record<string, string>) =>
    rig.send({ path: `/${Bucket}/k`, method: 'PUT', headers, body: CHECK });
  const answer = (headers: Record<string, string>) => {
    const { status, body } = put(headers);
    return [status, /<Code>(.*)<\/Code>/.exec(String(body))?.[1]];
  };

  test.each(CHECKSUM_ALGORITHMS)('a %s of the client is verified, kept and given back', async (algorithm) => {
    const member = memberOf(algorithm);
    const value = checksumOf(algorithm, CHECK);
    const wrong = checksumOf(algorithm, Buffer.from('else'));
    const upload = (checksum: string) =>
      rig.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: CHECK, [member]: checksum }));
    expect(await refusal(upload(wrong))).toEqual({ code: 'BadDigest', status: 400 });
    expect(await upload(value)).toMatchObject({ [member]: value, ChecksumType: 'FULL_OBJECT' });
    const output = await rig.client.send(new GetObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
    expect(output[member]).toBe(value);
  });

  test('S3 makes its own if the client makes none', () => {
    expect(put({}).headers['x-amz-checksum-crc64nvme']).toBe(checksumOf('CRC64NVME', CHECK));
  });

  test('one that cannot be a checksum is told from a wrong one', () => {
    expect(answer({ 'x-amz-checksum-crc32': 'abc' })).toEqual([400, 'InvalidRequest']);
    expect(answer({ 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' })).toEqual([
      400,
      'InvalidRequest',
    ]);
    expect(answer({ 'x-amz-sdk-checksum-algorithm': 'MD4' })).toEqual([400, 'InvalidRequest']);
  });

  test('MD5 and the signed hash are verified too', () => {
    expect(answer({ 'content-md5': 'xyz' })).toEqual([400, 'InvalidDigest']);
    expect(answer({ 'content-md5': Buffer.alloc(16).toString('base64') })).toEqual([400, 'BadDigest']);
    expect(answer({ 'content-md5': 'JfnnlDI7RTiF9RgfG2JNCw==' })).toEqual([200, undefined]);
    expect(answer({ 'x-amz-content-sha256': '0'.repeat(64) })).toEqual([400, 'XAmzContentSHA256Mismatch']);
    expect(answer({ 'x-amz-content-sha256': CHECK_VALUES.SHA256 })).toEqual([200, undefined]);
  });
});
