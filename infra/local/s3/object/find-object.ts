/** Finds the version of an object a request means, or says in S3's terms why there is none. */

import type { Context } from '../../kernel/context.ts';
import { mayList, openObject, type ObjectInput } from '../access.ts';
import { accessDenied, invalidArgument, noSuchKey, noSuchVersion, s3Error } from '../s3-error.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import { currentVersion, versionWithId, type ObjectVersion, type StoredVersion } from '../store/version-store.ts';

export interface VersionInput extends ObjectInput {
  readonly VersionId?: string;
}

export interface FoundObject {
  readonly bucket: BucketRecord;
  readonly object: ObjectVersion;
}

/**
 * The object, once the caller may do `action` with it, or `action` with `Version` behind it if a version is named.
 * Throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker named by its id.
 */
export function findObject(context: Context, input: VersionInput, action: string): FoundObject {
  const { Key, VersionId } = input;
  const bucket = openObject(context, input, VersionId === undefined ? action : versionAction(action));
  const version =
    VersionId === undefined
      ? currentVersion(context.tx, bucket.name, Key)
      : versionNamed(context, bucket, Key, VersionId);
  if (version?.type === 'object') return { bucket, object: version };
  if (version !== undefined && VersionId !== undefined) throw notAllowedOnMarker(version);
  if (!mayList(context, bucket)) throw accessDenied();
  throw noSuchKey(Key, version === undefined ? {} : markerHeaders(version));
}

/** Throws NoSuchVersion, or InvalidArgument if the id cannot be one. */
function versionNamed({ tx }: Context, bucket: BucketRecord, key: string, versionId: string): StoredVersion {
  if (!/^[\w.]{1,1024}$/.test(versionId)) throw invalidArgument('Invalid version id specified', 'versionId', versionId);
  const version = versionWithId(tx, bucket.name, key, versionId);
  if (version === undefined) throw noSuchVersion(key, versionId);
  return version;
}

/** `s3:GetObject` becomes `s3:GetObjectVersion`, `s3:GetObjectTagging` `s3:GetObjectVersionTagging`. */
export function versionAction(action: string): string {
  return action.replace('Object', 'ObjectVersion');
}

function notAllowedOnMarker(marker: StoredVersion) {
  const headers = {
    ...markerHeaders(marker),
    allow: 'DELETE',
    'last-modified': new Date(marker.modifiedMs).toUTCString(),
  };
  const message = 'The specified method is not allowed against this resource.';
  return s3Error('MethodNotAllowed', 405, message, { ResourceType: 'DeleteMarker' }, headers);
}

function markerHeaders(marker: StoredVersion): Record<string, string> {
  return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId };
}
