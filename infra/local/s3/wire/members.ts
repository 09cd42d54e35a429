/** Where the members of S3's inputs and outputs stand on the wire: in headers and in the query. */

import { CHECKSUM_ALGORITHMS, memberOf } from '../checksum/checksums.ts';

type Kind = 'text' | 'number' | 'boolean' | 'list';
export type Place = readonly [name: string, kind?: Kind];

/** `x-amz-checksum-…` by member. */
const CHECKSUMS: Readonly<Record<string, Place>> = Object.fromEntries(
  CHECKSUM_ALGORITHMS.map((algorithm) => [memberOf(algorithm), [`x-amz-checksum-${algorithm.toLowerCase()}`]]),
);

const CONTENT: Readonly<Record<string, Place>> = {
  CacheControl: ['cache-control'],
  ContentDisposition: ['content-disposition'],
  ContentEncoding: ['content-encoding'],
  ContentLanguage: ['content-language'],
  ContentType: ['content-type'],
  Expires: ['expires'],
};

/** Input members in headers. */
export const INPUT_HEADERS: Readonly<Record<string, Place>> = {
  ...CONTENT,
  ...CHECKSUMS,
  ContentMD5: ['content-md5'],
  ChecksumMode: ['x-amz-checksum-mode'],
  ChecksumType: ['x-amz-checksum-type'],
  StorageClass: ['x-amz-storage-class'],
  ServerSideEncryption: ['x-amz-server-side-encryption'],
  ACL: ['x-amz-acl'],
  Tagging: ['x-amz-tagging'],
  TaggingDirective: ['x-amz-tagging-directive'],
  MetadataDirective: ['x-amz-metadata-directive'],
  SkipDestinationValidation: ['x-amz-skip-destination-validation', 'boolean'],
  ExpectedBucketOwner: ['x-amz-expected-bucket-owner'],
  ExpectedSourceBucketOwner: ['x-amz-source-expected-bucket-owner'],
  ObjectLockEnabledForBucket: ['x-amz-bucket-object-lock-enabled', 'boolean'],
  ObjectAttributes: ['x-amz-object-attributes', 'list'],
  MpuObjectSize: ['x-amz-mp-object-size', 'number'],
  CopySource: ['x-amz-copy-source'],
  CopySourceRange: ['x-amz-copy-source-range'],
  CopySourceIfMatch: ['x-amz-copy-source-if-match'],
  CopySourceIfNoneMatch: ['x-amz-copy-source-if-none-match'],
  CopySourceIfModifiedSince: ['x-amz-copy-source-if-modified-since'],
  CopySourceIfUnmodifiedSince: ['x-amz-copy-source-if-unmodified-since'],
  Range: ['range'],
  IfMatch: ['if-match'],
  IfNoneMatch: ['if-none-match'],
  IfModifiedSince: ['if-modified-since'],
  IfUnmodifiedSince: ['if-unmodified-since'],
};

/** Input members in the query. */
export const INPUT_QUERY: Readonly<Record<string, Place>> = {
  VersionId: ['versionId'],
  UploadId: ['uploadId'],
  PartNumber: ['partNumber', 'number'],
  Prefix: ['prefix'],
  Delimiter: ['delimiter'],
  EncodingType: ['encoding-type'],
  MaxKeys: ['max-keys', 'number'],
  MaxParts: ['max-parts', 'number'],
  MaxUploads: ['max-uploads', 'number'],
  MaxBuckets: ['max-buckets', 'number'],
  Marker: ['marker'],
  KeyMarker: ['key-marker'],
  VersionIdMarker: ['version-id-marker'],
  UploadIdMarker: ['upload-id-marker'],
  PartNumberMarker: ['part-number-marker', 'number'],
  ContinuationToken: ['continuation-token'],
  StartAfter: ['start-after'],
  FetchOwner: ['fetch-owner', 'boolean'],
  ResponseCacheControl: ['response-cache-control'],
  ResponseContentDisposition: ['response-content-disposition'],
  ResponseContentEncoding: ['response-content-encoding'],
  ResponseContentLanguage: ['response-content-language'],
  ResponseContentType: ['response-content-type'],
  ResponseExpires: ['response-expires'],
};

/** Output members in headers, for operations whose output has no document, and for those a document leaves out. */
export const OUTPUT_HEADERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries({ ...CONTENT, ...CHECKSUMS }).map(([member, [name]]) => [member, name])),
  ETag: 'etag',
  LastModified: 'last-modified',
  AcceptRanges: 'accept-ranges',
  ContentLength: 'content-length',
  ContentRange: 'content-range',
  ChecksumType: 'x-amz-checksum-type',
  ChecksumAlgorithm: 'x-amz-checksum-algorithm',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  StorageClass: 'x-amz-storage-class',
  TagCount: 'x-amz-tagging-count',
  PartsCount: 'x-amz-mp-parts-count',
  VersionId: 'x-amz-version-id',
  DeleteMarker: 'x-amz-delete-marker',
  CopySourceVersionId: 'x-amz-copy-source-version-id',
  BucketRegion: 'x-amz-bucket-region',
  Location: 'location',
};

/** Headers of S3 that change nothing here: signing, clients' own notes, and switches for what is always so. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'x-amz-api-version',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-optional-object-attributes',
  'x-amz-request-payer',
  'x-amz-security-token',
  'x-amz-te',
  'x-amz-trailer',
  'x-amz-trailer-signature',
  'x-amz-user-agent',
]);
