import { beforeEach, expect, test } from 'vitest';
import { presignedForms } from '../../../../infra/aws/images/presigned-forms.ts';
import { presignedReads } from '../../../../infra/aws/images/presigned-reads.ts';
import { s3PictureStore } from '../../../../infra/aws/images/s3-picture-store.ts';
import { s3Rig, type S3Rig } from '../../local/s3/s3-rig.ts';

let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket: 'pictures' });
});

const KEY = 'thumbnails/a%3Ab/i/160.webp';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** What the engine answers to a URL. */
function open(url: string): number {
  const { pathname, searchParams, host } = new URL(url);
  return rig.send({ path: pathname, query: searchParams, headers: { host } }).status;
}

test('an address opens its object, and nothing else, for ten to fifteen minutes', async () => {
  await s3PictureStore(rig.client, 'pictures').putPicture(KEY, Buffer.from('x'));
  const sign = presignedReads({ bucket: 'pictures', region: 'us-east-1', credentials, now: rig.now });
  const { urlOf, expiresAt } = sign();
  const url = await urlOf(KEY);
  expect(new URL(url).pathname).toContain('thumbnails/a%253Ab/i/160.webp');
  expect(open(url)).toBe(200);
  const left = Date.parse(expiresAt) - rig.now();
  expect(left).toBeGreaterThanOrEqual(10 * 60_000);
  expect(left).toBeLessThanOrEqual(15 * 60_000);
  rig.advance(left - 1_000);
  expect(open(url)).toBe(200);
  rig.advance(2_000);
  expect(open(url)).toBe(403);
});

test('an address stays the same for five minutes', async () => {
  const sign = presignedReads({ bucket: 'pictures', region: async () => 'us-east-1', credentials, now: rig.now });
  const first = await sign().urlOf(KEY);
  rig.advance(299_000);
  expect(await sign().urlOf(KEY)).toBe(first);
  rig.advance(1_000);
  expect(await sign().urlOf(KEY)).not.toBe(first);
});

test('a form pins key, metadata, type and length', async () => {
  const { fields } = await presignedForms(
    rig.client,
    'pictures',
  )({
    key: 'uploads/o/u',
    contentType: 'image/png',
    metadata: { kind: 'artwork', caption: 'Gr%C3%BC%C3%9Fe' },
    maxBytes: 1_000,
    lastsSeconds: 300,
  });
  const { expiration, conditions } = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString()) as {
    expiration: string;
    conditions: unknown[];
  };
  expect(Date.parse(expiration) - Date.now()).toBeLessThanOrEqual(300_000);
  expect(conditions).toEqual(
    expect.arrayContaining([
      { key: 'uploads/o/u' },
      { bucket: 'pictures' },
      { 'x-amz-meta-kind': 'artwork' },
      { 'x-amz-meta-caption': 'Gr%C3%BC%C3%9Fe' },
      { 'Content-Type': 'image/png' },
      ['content-length-range', 1, 1_000],
    ]),
  );
  expect(fields['Content-Type']).toBe('image/png');
});
