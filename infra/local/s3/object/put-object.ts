/** PutObject. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */

import type { Context } from '../../kernel/context.ts';
import { openObject, type ObjectInput } from '../access.ts';
import { checksumOf, DEFAULT_ALGORITHM } from '../checksum/checksums.ts';
import { verifyContent, type ContentDigests } from '../checksum/verify-content.ts';
import { announce } from '../notification/announce.ts';
import type { ObjectEvent } from '../notification/object-event.ts';
import { s3Error } from '../s3-error.ts';
import { putContent } from '../store/content-store.ts';
import { currentVersion } from '../store/version-store.ts';
import { checkWriteConditions, type WriteConditions } from './conditions.ts';
import { describeChecksum } from './describe-object.ts';
import { objectSettings, type SettingsInput } from './object-settings.ts';
import { reportedVersion, storeObject } from './store-object.ts';

export interface PutObjectInput extends ObjectInput, SettingsInput, ContentDigests, WriteConditions {
  readonly Body?: string | Uint8Array;
}

export const MAX_PUT_BYTES = 5 * 1024 ** 3;

export function putObject(context: Context, input: PutObjectInput) {
  return upload(context, input, 'ObjectCreated:Put');
}

/** What the upload by a browser's form does; not an operation of the API by this name. */
export function postObject(context: Context, input: PutObjectInput) {
  return upload(context, input, 'ObjectCreated:Post');
}

function upload(context: Context, input: PutObjectInput, event: ObjectEvent) {
  const bucket = openObject(context, input, 's3:PutObject');
  const settings = objectSettings(input.Key, input);
  if (settings.tags.length > 0) openObject(context, input, 's3:PutObjectTagging');
  checkWriteConditions(input.Key, currentVersion(context.tx, bucket.name, input.Key), input);
  const body = contentBytes(input.Body);
  if (body.length > MAX_PUT_BYTES)
    throw s3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size');
  const { md5, algorithm = DEFAULT_ALGORITHM } = verifyContent(body, input);
  const version = storeObject(context, bucket, {
    type: 'object',
    key: input.Key,
    size: body.length,
    etag: md5.toString('hex'),
    segments: body.length === 0 ? [] : [putContent(context, body)],
    checksum: { algorithm, value: checksumOf(algorithm, body), type: 'FULL_OBJECT' },
    ...settings,
  });
  announce(context, bucket, event, version);
  return {
    ETag: `"${version.etag}"`,
    ServerSideEncryption: 'AES256',
    ...describeChecksum(version.checksum),
    ...reportedVersion(bucket, version),
  };
}

/** A body as bytes; text becomes UTF-8. */
export function contentBytes(body: string | Uint8Array = ''): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}
