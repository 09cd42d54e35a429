/** The bucket that pictures are served from. */

import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { unavailable } from '../../../domain/ports/port-error.ts';
import type { PictureStore } from '../../../producers/images/picture-store.ts';
import { onObject } from './s3-call.ts';

const WHAT = 'The pictures bucket';
/** What lies at a picture's key never changes. */
const FOR_EVER = 'private, max-age=31536000, immutable';

export function s3PictureStore(client: S3Client, bucket: string): PictureStore {
  async function readJson(key: string): Promise<string | undefined> {
    const text = await onObject(WHAT, async () => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { text: await Body?.transformToString() };
    });
    return typeof text === 'string' ? undefined : text.text;
  }

  return {
    readJson,

    async putPicture(key, content) {
      const put = { Bucket: bucket, Key: key, Body: content, ContentType: 'image/webp', CacheControl: FOR_EVER };
      await onObject(WHAT, () => client.send(new PutObjectCommand(put)));
    },

    async putJsonOnce(key, text) {
      const put = { Bucket: bucket, Key: key, Body: text, ContentType: 'application/json', IfNoneMatch: '*' };
      const done = await onObject(WHAT, () => client.send(new PutObjectCommand(put)));
      if (typeof done !== 'string') return text;
      const kept = await readJson(key);
      if (kept === undefined) throw unavailable(WHAT, `${key} was removed meanwhile`);
      return kept;
    },
  };
}
