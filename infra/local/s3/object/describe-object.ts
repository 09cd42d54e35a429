/** What GetObject and HeadObject say about an object besides its content. */

import { memberOf, type Checksum } from '../checksum/checksums.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import type { ContentHeaders, ObjectVersion } from '../store/version-store.ts';
import { headerText } from '../wire/header-text.ts';
import { reportedVersion } from './store-object.ts';

export interface ResponseOverrides {
  readonly ResponseCacheControl?: string;
  readonly ResponseContentDisposition?: string;
  readonly ResponseContentEncoding?: string;
  readonly ResponseContentLanguage?: string;
  readonly ResponseContentType?: string;
  readonly ResponseExpires?: string;
}

export function describeObject(bucket: BucketRecord, object: ObjectVersion, overrides: ResponseOverrides = {}) {
  return {
    ETag: `"${object.etag}"`,
    LastModified: object.modifiedMs,
    AcceptRanges: 'bytes',
    ServerSideEncryption: 'AES256',
    Metadata: object.metadata,
    ContentType: 'binary/octet-stream',
    ...object.headers,
    ...overriding(overrides),
    ...(object.storageClass !== 'STANDARD' && { StorageClass: object.storageClass }),
    ...(object.tags.length > 0 && { TagCount: object.tags.length }),
    ...reportedVersion(bucket, object),
  };
}

/** The checksum as the member that its algorithm has, and its type. */
export function describeChecksum({ algorithm, value, type }: Checksum): Record<string, string> {
  return { [memberOf(algorithm)]: value, ChecksumType: type };
}

function overriding(overrides: ResponseOverrides): ContentHeaders {
  const values = Object.entries({
    CacheControl: overrides.ResponseCacheControl,
    ContentDisposition: overrides.ResponseContentDisposition,
    ContentEncoding: overrides.ResponseContentEncoding,
    ContentLanguage: overrides.ResponseContentLanguage,
    ContentType: overrides.ResponseContentType,
    Expires: overrides.ResponseExpires,
  });
  return Object.fromEntries(
    values.flatMap(([name, value]) => (value === undefined ? [] : [[name, headerText(`Response${name}`, value)]])),
  );
}
