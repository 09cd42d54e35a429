/** Tags of objects and buckets: their limits. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */

import type { AwsError } from '../../kernel/aws-error.ts';
import { invalidArgument, s3Error } from '../s3-error.ts';
import type { Tag } from '../store/bucket-store.ts';

const MAX_OBJECT_TAGS = 10;

/** The tags of an `x-amz-tagging` header. */
export function parseTagging(query: string): Tag[] {
  const tags = [...new URLSearchParams(query)].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      query,
    );
  return checkedTags(tags, MAX_OBJECT_TAGS);
}

/** Throws BadRequest or InvalidTag. */
export function checkedTags(tags: readonly Tag[], limit = MAX_OBJECT_TAGS): Tag[] {
  if (tags.length > limit)
    throw s3Error(
      'BadRequest',
      400,
      `${limit === MAX_OBJECT_TAGS ? 'Object' : 'Bucket'} tags cannot be greater than ${limit}`,
    );
  const seen = new Set<string>();
  for (const { Key, Value } of tags) {
    if (Key === '' || Key.length > 128 || Key.startsWith('aws:'))
      throw invalidTag('The TagKey you have provided is invalid', Key);
    if (Value.length > 256) throw invalidTag('The TagValue you have provided is invalid', Key);
    if (seen.has(Key)) throw invalidTag('Cannot provide multiple Tags with the same key', Key);
    seen.add(Key);
  }
  return [...tags];
}

function invalidTag(message: string, key: string): AwsError {
  return s3Error('InvalidTag', 400, message, { TagKey: key });
}
