import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { s3PictureStore } from '../../../../infra/aws/images/s3-picture-store.ts';
import { s3UploadStore } from '../../../../infra/aws/images/s3-upload-store.ts';
import type { Refusal } from '../../../../producers/images/inspect/refusal.ts';
import type { Upload } from '../../../../producers/images/upload-store.ts';
import { s3Rig, type S3Rig } from '../../local/s3/s3-rig.ts';

const KEY = 'uploads/a%3Ab/Grüße und+1';
const REASONS: Refusal[] = [
  { code: 'polyglot', text: 'The file is not only a picture.' },
  { code: 'unknown-kind', text: 'The kind must be known.' },
];

let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  for (const Bucket of ['uploads', 'pictures']) rig.call('s3', 'CreateBucket', { Bucket });
});

async function put(content: string, metadata: Record<string, string> = {}, key = KEY): Promise<void> {
  await rig.client.send(new PutObjectCommand({ Bucket: 'uploads', Key: key, Body: content, Metadata: metadata }));
}

describe('the store of uploads', () => {
  const store = () => s3UploadStore(rig.client, 'uploads');
  const read = async (key = KEY): Promise<Upload> => {
    const upload = await store().read({ key }, 100);
    if (upload === undefined) throw new Error(`there is nothing at ${key}`);
    return upload;
  };

  test('reads an object with what was said of it', async () => {
    await put('content', { kind: 'artwork' });
    const { content, ...upload } = await read();
    expect(Buffer.from(content ?? []).toString()).toBe('content');
    expect(upload).toMatchObject({ ref: { key: KEY }, bytes: 7, metadata: { kind: 'artwork' } });
    expect(upload.lastModified).toBe('2026-01-01T00:00:00.000Z');
  });

  test('reads nothing of one that is too large, and knows of one that is not there', async () => {
    await put('x'.repeat(101));
    expect(await read()).toMatchObject({ bytes: 101, content: undefined });
    expect(await store().read({ key: 'uploads/o/none' }, 100)).toBeUndefined();
  });

  test('copies into the quarantine with the reasons, as no kind of picture, again and again', async () => {
    await put('%PDF', { kind: 'artwork' });
    const upload = await read();
    for (let time = 0; time < 2; time += 1)
      expect(await store().copyToQuarantine(upload, 'quarantine/o/i', REASONS)).toBe(true);
    const copy = await read('quarantine/o/i');
    expect(copy.metadata).toEqual({ kind: 'artwork', reasons: 'polyglot, unknown-kind' });
    expect(Buffer.from(copy.content ?? []).toString()).toBe('%PDF');
  });

  test('leaves out what was said where there is no room for the reasons', async () => {
    await put('x', { caption: 'c'.repeat(2_030) });
    expect(await store().copyToQuarantine(await read(), 'quarantine/o/i', REASONS)).toBe(true);
    expect((await read('quarantine/o/i')).metadata).toEqual({ reasons: 'polyglot, unknown-kind' });
  });

  test('touches neither what replaced an upload nor what is gone', async () => {
    await put('first');
    const first = await read();
    await put('second');
    expect(await store().copyToQuarantine(first, 'quarantine/o/i', REASONS)).toBe(false);
    await store().remove(first);
    expect(Buffer.from((await read()).content ?? []).toString()).toBe('second');
    const second = await read();
    for (let time = 0; time < 2; time += 1) await store().remove(second);
    expect(await store().read({ key: KEY }, 100)).toBeUndefined();
    expect(await store().copyToQuarantine(second, 'quarantine/o/i', REASONS)).toBe(false);
  });

  test('says that it could not reach the bucket', async () => {
    const away = s3UploadStore(rig.clientOf({ type: 'root', account: '000000000000' }, unreachable), 'uploads');
    await expect(away.read({ key: KEY }, 100)).rejects.toMatchObject({ code: 'Unavailable' });
  });
});

describe('the store of pictures', () => {
  const store = () => s3PictureStore(rig.client, 'pictures');

  test('writes a picture, or overwrites it, to be kept by browsers', async () => {
    for (const content of ['one', 'other']) await store().putPicture('thumbnails/o/i/160.webp', Buffer.from(content));
    const { headers, body } = rig.send({ path: '/pictures/thumbnails/o/i/160.webp' });
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    expect(String(body)).toBe('other');
  });

  test('keeps a text once: who comes later is told what is there', async () => {
    const key = 'thumbnails/o/i/event.json';
    expect(await store().readJson(key)).toBeUndefined();
    const kept = await Promise.all(['1', '2', '3'].map((text) => store().putJsonOnce(key, text)));
    expect(new Set(kept).size).toBe(1);
    expect(await store().readJson(key)).toBe(kept[0]);
    expect(await store().putJsonOnce(key, '4')).toBe(kept[0]);
  });
});

const unreachable = {
  requestHandler: {
    handle: async () => Promise.reject(Object.assign(new Error('no route'), { code: 'ECONNREFUSED' })),
  },
};
