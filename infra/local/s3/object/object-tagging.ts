/** The tags of an object. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */

import type { Context } from '../../kernel/context.ts';
import { announce } from '../notification/announce.ts';
import type { Tag } from '../store/bucket-store.ts';
import { putVersion } from '../store/version-store.ts';
import { findObject, type VersionInput } from './find-object.ts';
import { reportedVersion } from './store-object.ts';
import { checkedTags } from './tags.ts';

interface PutObjectTaggingInput extends VersionInput {
  readonly Tagging: { readonly TagSet: readonly Tag[] };
}

export const objectTagging = {
  GetObjectTagging(context: Context, input: VersionInput) {
    const { bucket, object } = findObject(context, input, 's3:GetObjectTagging');
    return { TagSet: object.tags, ...reportedVersion(bucket, object) };
  },

  PutObjectTagging(context: Context, input: PutObjectTaggingInput) {
    const { bucket, object } = findObject(context, input, 's3:PutObjectTagging');
    putVersion(context.tx, bucket.name, { ...object, tags: checkedTags(input.Tagging.TagSet) });
    announce(context, bucket, 'ObjectTagging:Put', object);
    return reportedVersion(bucket, object);
  },

  DeleteObjectTagging(context: Context, input: VersionInput) {
    const { bucket, object } = findObject(context, input, 's3:DeleteObjectTagging');
    putVersion(context.tx, bucket.name, { ...object, tags: [] });
    announce(context, bucket, 'ObjectTagging:Delete', object);
    return reportedVersion(bucket, object);
  },
};
