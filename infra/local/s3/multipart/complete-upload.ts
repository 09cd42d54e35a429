/** CompleteMultipartUpload. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */

import type { Context } from '../../kernel/context.ts';
import { openObject, type ObjectInput } from '../access.ts';
import { checksumOf, DEFAULT_ALGORITHM, memberOf, type Checksum, type ChecksumMember } from '../checksum/checksums.ts';
import { announce } from '../notification/announce.ts';
import { checkWriteConditions, type WriteConditions } from '../object/conditions.ts';
import { describeChecksum } from '../object/describe-object.ts';
import { multipartEtag } from '../object/etag.ts';
import { reportedVersion, storeObject } from '../object/store-object.ts';
import { s3Error } from '../s3-error.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import { deleteContent, readContent } from '../store/content-store.ts';
import { partsOf, removeUpload, uploadWithId, type PartRecord, type UploadRecord } from '../store/upload-store.ts';
import { currentVersion, type ObjectVersion } from '../store/version-store.ts';
import { chosenParts, type CompletedPart } from './chosen-parts.ts';

export type CompleteMultipartUploadInput = ObjectInput &
  WriteConditions & {
    readonly UploadId: string;
    readonly MultipartUpload: { readonly Parts: readonly CompletedPart[] };
    readonly MpuObjectSize?: number;
  } & { readonly [member in ChecksumMember]?: string };

/** The parts named become the object; others that arrived are dropped. */
export function completeMultipartUpload(context: Context, input: CompleteMultipartUploadInput) {
  const bucket = openObject(context, input, 's3:PutObject');
  const upload = uploadWithId(context.tx, bucket.name, input.Key, input.UploadId);
  checkWriteConditions(input.Key, currentVersion(context.tx, bucket.name, input.Key), input);
  const all = partsOf(context.tx, upload.uploadId);
  const parts = chosenParts(all, input.MultipartUpload.Parts, upload.uploadId);
  const checksum = checksumOfParts(context, upload, parts);
  checkWhole(parts, checksum, input);
  const version = storeParts(context, bucket, { upload, parts, checksum });
  deleteContent(
    context.tx,
    all.filter((part) => !parts.includes(part)).map(({ segment }) => segment),
  );
  removeUpload(context.tx, bucket.name, upload);
  announce(context, bucket, 'ObjectCreated:CompleteMultipartUpload', version);
  return {
    Location: `https://${bucket.name}.s3.${context.region}.amazonaws.com/${encodeURIComponent(input.Key)}`,
    Bucket: bucket.name,
    Key: input.Key,
    ETag: `"${version.etag}"`,
    ...describeChecksum(checksum),
    ServerSideEncryption: 'AES256',
    ...reportedVersion(bucket, version),
  };
}

/** A composite checksum is that of the parts' checksums; the other is of the whole content, read once more. */
function checksumOfParts({ tx }: Context, upload: UploadRecord, parts: readonly PartRecord[]): Checksum {
  const algorithm = upload.algorithm ?? DEFAULT_ALGORITHM;
  if (upload.checksumType === 'COMPOSITE') {
    const joined = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum, 'base64')));
    return { algorithm, type: 'COMPOSITE', value: `${checksumOf(algorithm, joined)}-${parts.length}` };
  }
  const whole = readContent(
    tx,
    parts.map(({ segment }) => segment),
    0,
    sizeOf(parts),
  );
  return { algorithm, type: 'FULL_OBJECT', value: checksumOf(algorithm, whole) };
}

function checkWhole(parts: readonly PartRecord[], checksum: Checksum, input: CompleteMultipartUploadInput): void {
  const given = input[memberOf(checksum.algorithm)];
  if (given !== undefined && given.split('-')[0] !== checksum.value.split('-')[0])
    throw s3Error(
      'BadDigest',
      400,
      `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
  const { MpuObjectSize } = input;
  if (MpuObjectSize !== undefined && MpuObjectSize !== sizeOf(parts))
    throw s3Error(
      'InvalidRequest',
      400,
      'The provided x-amz-mp-object-size header does not match the size of the object.',
    );
}

interface Completed {
  readonly upload: UploadRecord;
  readonly parts: readonly PartRecord[];
  readonly checksum: Checksum;
}

function storeParts(context: Context, bucket: BucketRecord, { upload, parts, checksum }: Completed): ObjectVersion {
  const { key, headers, metadata, tags, storageClass } = upload;
  return storeObject(context, bucket, {
    type: 'object',
    key,
    size: sizeOf(parts),
    etag: multipartEtag(parts.map(({ etag }) => etag)),
    segments: parts.map(({ segment }) => segment),
    checksum,
    parts: parts.map((part, at) => ({
      number: at + 1,
      size: part.segment.size,
      ...(checksum.type === 'COMPOSITE' && { checksum: part.checksum }),
    })),
    headers,
    metadata,
    tags,
    storageClass,
  });
}

function sizeOf(parts: readonly PartRecord[]): number {
  return parts.reduce((sum, { segment }) => sum + segment.size, 0);
}
