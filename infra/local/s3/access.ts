/** Opens a bucket for an operation: it exists, it is the expected account's, and the caller may. */

import type { Context } from '../kernel/context.ts';
import { accessDenied } from './s3-error.ts';
import { bucketNamed, type BucketRecord } from './store/bucket-store.ts';

export interface BucketInput {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

export interface ObjectInput extends BucketInput {
  readonly Key: string;
}

/** The bucket, once the caller may do `action` with it. `conditions` are keys such as `s3:prefix`. */
export function openBucket(
  context: Context,
  input: BucketInput,
  action: string,
  conditions: Readonly<Record<string, string>> = {},
): BucketRecord {
  const bucket = expectedBucket(context, input);
  context.authorize({ ...accessTo(bucket, action, ''), conditions: { ...conditions, ...ownerOf(bucket) } });
  return bucket;
}

/** The bucket, once the caller may do `action` with one of its objects. */
export function openObject(context: Context, input: ObjectInput, action: string): BucketRecord {
  const bucket = expectedBucket(context, input);
  context.authorize(accessTo(bucket, action, `/${input.Key}`));
  return bucket;
}

/** Whether the caller may know which keys there are: others are told of a missing one that access is denied. */
export function mayList(context: Context, bucket: BucketRecord): boolean {
  return context.allows(accessTo(bucket, 's3:ListBucket', ''));
}

function accessTo(bucket: BucketRecord, action: string, path: string) {
  const resource = `arn:aws:s3:::${bucket.name}${path}`;
  return { action, resource, resourcePolicy: bucket.policy, conditions: ownerOf(bucket) };
}

/** An ARN of S3 does not say whose it is. */
function ownerOf(bucket: BucketRecord): Record<string, string> {
  return { 'aws:ResourceAccount': bucket.account };
}

function expectedBucket({ tx }: Context, { Bucket, ExpectedBucketOwner }: BucketInput): BucketRecord {
  const bucket = bucketNamed(tx, Bucket);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== bucket.account) throw accessDenied();
  return bucket;
}
