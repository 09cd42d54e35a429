/** DeleteObject and DeleteObjects. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { openObject, type BucketInput } from '../access.ts';
import { announce } from '../notification/announce.ts';
import { malformedXml } from '../s3-error.ts';
import { bucketNamed, type BucketRecord } from '../store/bucket-store.ts';
import { currentVersion, versionWithId, type StoredVersion } from '../store/version-store.ts';
import { checkWriteConditions, type WriteConditions } from './conditions.ts';
import { versionAction, type VersionInput } from './find-object.ts';
import { destroyVersion, storeDeleteMarker } from './store-object.ts';

export interface DeleteObjectInput extends VersionInput, Pick<WriteConditions, 'IfMatch'> {}

export interface DeleteObjectOutput {
  readonly DeleteMarker?: boolean;
  readonly VersionId?: string;
}

/**
 * A named version goes for good. Otherwise the key goes, or in a bucket with versioning is hidden behind a delete
 * marker. It is no error if there is nothing to delete.
 */
export function deleteObject(context: Context, input: DeleteObjectInput): DeleteObjectOutput {
  const { Key, VersionId } = input;
  const action = 's3:DeleteObject';
  const bucket = openObject(context, input, VersionId === undefined ? action : versionAction(action));
  const current = currentVersion(context.tx, bucket.name, Key);
  checkWriteConditions(Key, current, input.IfMatch === undefined ? {} : { IfMatch: input.IfMatch });
  if (VersionId !== undefined) {
    const version = versionWithId(context.tx, bucket.name, Key, VersionId);
    if (version !== undefined) remove(context, bucket, version);
    return { VersionId, ...(version?.type === 'delete-marker' && { DeleteMarker: true }) };
  }
  if (bucket.versioning === undefined) {
    if (current !== undefined) remove(context, bucket, current);
    return {};
  }
  const marker = storeDeleteMarker(context, bucket, Key);
  announce(context, bucket, 'ObjectRemoved:DeleteMarkerCreated', marker);
  return { DeleteMarker: true, VersionId: marker.versionId };
}

function remove(context: Context, bucket: BucketRecord, version: StoredVersion): void {
  destroyVersion(context, bucket, version);
  announce(context, bucket, 'ObjectRemoved:Delete', version);
}

export interface DeleteObjectsInput extends BucketInput {
  readonly Delete: {
    readonly Quiet?: boolean;
    readonly Objects: readonly { readonly Key: string; readonly VersionId?: string; readonly ETag?: string }[];
  };
}

const MAX_KEYS = 1000;

/** Each key by itself: one that must not be deleted does not keep the others from it. */
export function deleteObjects(context: Context, input: DeleteObjectsInput) {
  const { Objects, Quiet } = input.Delete;
  if (Objects.length === 0 || Objects.length > MAX_KEYS) throw malformedXml();
  bucketNamed(context.tx, input.Bucket);
  const Deleted: Record<string, unknown>[] = [];
  const Errors: Record<string, unknown>[] = [];
  for (const { Key, VersionId, ETag } of Objects) {
    const named = { Key, ...(VersionId !== undefined && { VersionId }) };
    try {
      const owner = input.ExpectedBucketOwner === undefined ? {} : { ExpectedBucketOwner: input.ExpectedBucketOwner };
      const condition = ETag === undefined ? {} : { IfMatch: ETag };
      const output = deleteObject(context, { Bucket: input.Bucket, ...owner, ...named, ...condition });
      Deleted.push({ ...named, ...describeMarker(output) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const Code = error.code === 'AccessDeniedException' ? 'AccessDenied' : error.code;
      Errors.push({ ...named, Code, Message: error.message });
    }
  }
  return { Deleted: Quiet === true ? [] : Deleted, Errors };
}

function describeMarker({ DeleteMarker, VersionId }: DeleteObjectOutput) {
  return DeleteMarker === true ? { DeleteMarker: true, DeleteMarkerVersionId: VersionId } : {};
}
