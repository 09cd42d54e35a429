/** Adds a version to a key the way the bucket's versioning wants it. */

import type { Context } from '../../kernel/context.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import { deleteContent } from '../store/content-store.ts';
import {
  putVersion,
  removeVersion,
  versionWithId,
  type DeleteMarker,
  type ObjectVersion,
  type StoredVersion,
} from '../store/version-store.ts';

type Own = 'sequence' | 'versionId' | 'modifiedMs';

/**
 * While versioning is enabled every version gets an id and stays. Otherwise the new one is the `null` version and takes
 * the place of the one before. https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
 */
export function storeObject(context: Context, bucket: BucketRecord, draft: Omit<ObjectVersion, Own>): ObjectVersion {
  const version: ObjectVersion = { ...draft, ...placeFor(context, bucket, draft.key) };
  putVersion(context.tx, bucket.name, version);
  return version;
}

/** Hides a key behind a delete marker. */
export function storeDeleteMarker(context: Context, bucket: BucketRecord, key: string): DeleteMarker {
  const marker: DeleteMarker = { type: 'delete-marker', key, ...placeFor(context, bucket, key) };
  putVersion(context.tx, bucket.name, marker);
  return marker;
}

/** Removes a version for good. */
export function destroyVersion({ tx }: Context, bucket: BucketRecord, version: StoredVersion): void {
  removeVersion(tx, bucket.name, version);
  if (version.type === 'object') deleteContent(tx, version.segments);
}

/** S3 keeps times in whole seconds. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** The id a version reports to clients: none in a bucket that never had versioning. */
export function reportedVersion(bucket: BucketRecord, version: StoredVersion): { VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: version.versionId };
}

function placeFor(context: Context, bucket: BucketRecord, key: string): Pick<ObjectVersion, Own> {
  const versioned = bucket.versioning === 'Enabled';
  if (!versioned) {
    const replaced = versionWithId(context.tx, bucket.name, key, 'null');
    if (replaced !== undefined) destroyVersion(context, bucket, replaced);
  }
  return {
    sequence: context.sequence(),
    versionId: versioned ? versionId(context.random) : 'null',
    modifiedMs: wholeSecond(context.now),
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

function versionId(random: () => number): string {
  return Array.from({ length: 32 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('');
}
