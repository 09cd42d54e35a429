/** Where buckets and their configurations are kept. Bucket names are one namespace for all accounts. */

import type { PolicyDocument } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { noSuchBucket } from '../s3-error.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface BucketRecord {
  readonly name: string;
  /** The owner's. */
  readonly account: string;
  readonly createdMs: number;
  /** Undefined for us-east-1, as the API has it. */
  readonly location?: string;
  /** Absent until versioning was first enabled. */
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly policy?: PolicyDocument | undefined;
  readonly tags?: readonly Tag[] | undefined;
  /** Configurations by the name of their sub-resource, in the API's shape. */
  readonly configurations: Readonly<Record<string, unknown>>;
}

export function findBucket(tx: Transaction, name: string): BucketRecord | undefined {
  return tx.get<BucketRecord>(key('s3', 'bucket', name));
}

/** Throws NoSuchBucket. */
export function bucketNamed(tx: Transaction, name: string): BucketRecord {
  const bucket = findBucket(tx, name);
  if (bucket === undefined) throw noSuchBucket(name);
  return bucket;
}

export function putBucket(tx: Transaction, bucket: BucketRecord): void {
  tx.put(key('s3', 'bucket', bucket.name), bucket);
}

export function removeBucket(tx: Transaction, name: string): void {
  tx.delete(key('s3', 'bucket', name));
}

/** By name. */
export function bucketsOf(tx: Transaction, account: string): BucketRecord[] {
  return [...tx.scan<BucketRecord>(within('s3', 'bucket'))]
    .map(([, bucket]) => bucket)
    .filter((bucket) => bucket.account === account);
}
