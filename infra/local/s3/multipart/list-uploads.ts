/** ListMultipartUploads, ListParts and AbortMultipartUpload. */

import type { Context } from '../../kernel/context.ts';
import { openBucket, openObject, type BucketInput, type ObjectInput } from '../access.ts';
import { memberOf } from '../checksum/checksums.ts';
import { nameEncoder, ownerOf, pageSize, take } from '../listing/list-parameters.ts';
import { commonPrefix } from '../listing/walk-keys.ts';
import { deleteContent } from '../store/content-store.ts';
import { partsOf, removeUpload, uploadsIn, uploadWithId, type UploadRecord } from '../store/upload-store.ts';

interface UploadInput extends ObjectInput {
  readonly UploadId: string;
}

export function abortMultipartUpload(context: Context, input: UploadInput) {
  const bucket = openObject(context, input, 's3:AbortMultipartUpload');
  const upload = uploadWithId(context.tx, bucket.name, input.Key, input.UploadId);
  deleteContent(
    context.tx,
    partsOf(context.tx, upload.uploadId).map(({ segment }) => segment),
  );
  removeUpload(context.tx, bucket.name, upload);
  return {};
}

interface ListPartsInput extends UploadInput {
  readonly MaxParts?: number;
  readonly PartNumberMarker?: number;
}

export function listParts(context: Context, input: ListPartsInput) {
  const bucket = openObject(context, input, 's3:ListMultipartUploadParts');
  const upload = uploadWithId(context.tx, bucket.name, input.Key, input.UploadId);
  const { PartNumberMarker = 0 } = input;
  const limit = pageSize(input.MaxParts, 'max-parts');
  const later = partsOf(context.tx, upload.uploadId).filter(({ number }) => number > PartNumberMarker);
  const { page, more } = take(later, limit);
  const owner = ownerOf(bucket.account);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: limit,
    IsTruncated: more,
    StorageClass: upload.storageClass,
    Initiator: owner,
    Owner: owner,
    ...(upload.algorithm && { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType }),
    Parts: page.map((part) => ({
      PartNumber: part.number,
      LastModified: part.modifiedMs,
      ETag: `"${part.etag}"`,
      Size: part.segment.size,
      [memberOf(part.algorithm)]: part.checksum,
    })),
  };
}

interface ListMultipartUploadsInput extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxUploads?: number;
  readonly KeyMarker?: string;
  readonly UploadIdMarker?: string;
  readonly EncodingType?: string;
}

export function listMultipartUploads(context: Context, input: ListMultipartUploadsInput) {
  const { Prefix = '', Delimiter = '', KeyMarker = '', UploadIdMarker = '' } = input;
  const limit = pageSize(input.MaxUploads, 'max-uploads');
  const encode = nameEncoder(input.EncodingType);
  const bucket = openBucket(context, input, 's3:ListBucketMultipartUploads');
  const { page, more } = take(entriesAfter(uploadsIn(context.tx, bucket.name), input), limit);
  const last = page.at(-1);
  const owner = ownerOf(bucket.account);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker,
    ...(more && last && { NextKeyMarker: encode(last.name), NextUploadIdMarker: last.upload?.uploadId ?? '' }),
    Prefix: encode(Prefix),
    ...(Delimiter !== '' && { Delimiter: encode(Delimiter) }),
    MaxUploads: limit,
    ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
    IsTruncated: more,
    Uploads: page.flatMap(({ upload }) =>
      upload ? [{ ...describeUpload(upload, encode), Owner: owner, Initiator: owner }] : [],
    ),
    CommonPrefixes: page.flatMap(({ name, upload }) => (upload ? [] : [{ Prefix: encode(name) }])),
  };
}

interface UploadEntry {
  readonly name: string;
  /** Undefined for a common prefix. */
  readonly upload: UploadRecord | undefined;
}

function* entriesAfter(uploads: readonly UploadRecord[], input: ListMultipartUploadsInput): Generator<UploadEntry> {
  const { Prefix = '', Delimiter = '', KeyMarker = '', UploadIdMarker = '' } = input;
  let previous: string | undefined;
  for (const upload of uploads) {
    if (!upload.key.startsWith(Prefix)) continue;
    const common = commonPrefix(upload.key, Prefix, Delimiter);
    const name = common ?? upload.key;
    const order = Buffer.compare(Buffer.from(name), Buffer.from(KeyMarker));
    const isLater =
      order > 0 || (order === 0 && common === undefined && UploadIdMarker !== '' && upload.uploadId > UploadIdMarker);
    if (!isLater || (common !== undefined && common === previous)) continue;
    previous = name;
    yield { name, upload: common === undefined ? upload : undefined };
  }
}

function describeUpload(upload: UploadRecord, encode: (name: string) => string) {
  return {
    Key: encode(upload.key),
    UploadId: upload.uploadId,
    Initiated: upload.initiatedMs,
    StorageClass: upload.storageClass,
    ...(upload.algorithm && { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType }),
  };
}
