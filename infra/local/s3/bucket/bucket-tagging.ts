/** The tags of a bucket. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */

import type { Context } from '../../kernel/context.ts';
import { openBucket, type BucketInput } from '../access.ts';
import { checkedTags } from '../object/tags.ts';
import { s3Error } from '../s3-error.ts';
import { putBucket, type Tag } from '../store/bucket-store.ts';

interface PutBucketTaggingInput extends BucketInput {
  readonly Tagging: { readonly TagSet: readonly Tag[] };
}

export const MAX_BUCKET_TAGS = 50;

export const bucketTagging = {
  GetBucketTagging(context: Context, input: BucketInput) {
    const { name, tags = [] } = openBucket(context, input, 's3:GetBucketTagging');
    if (tags.length === 0) throw s3Error('NoSuchTagSet', 404, 'The TagSet does not exist', { BucketName: name });
    return { TagSet: tags };
  },

  PutBucketTagging(context: Context, input: PutBucketTaggingInput) {
    const bucket = openBucket(context, input, 's3:PutBucketTagging');
    putBucket(context.tx, { ...bucket, tags: checkedTags(input.Tagging.TagSet, MAX_BUCKET_TAGS) });
    return {};
  },

  DeleteBucketTagging(context: Context, input: BucketInput) {
    const bucket = openBucket(context, input, 's3:PutBucketTagging');
    putBucket(context.tx, { ...bucket, tags: undefined });
    return {};
  },
};
