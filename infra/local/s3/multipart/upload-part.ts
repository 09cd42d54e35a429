/** UploadPart and UploadPartCopy. https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */

import type { Context } from '../../kernel/context.ts';
import { openObject, type ObjectInput } from '../access.ts';
import { checksumOf, DEFAULT_ALGORITHM, memberOf, type ChecksumAlgorithm } from '../checksum/checksums.ts';
import { verifyContent, type ContentDigests } from '../checksum/verify-content.ts';
import { findCopySource, type CopySourceInput } from '../object/copy-source.ts';
import { etagOf } from '../object/etag.ts';
import { contentBytes, MAX_PUT_BYTES } from '../object/put-object.ts';
import { wholeSecond } from '../object/store-object.ts';
import { invalidArgument, invalidRequest, s3Error } from '../s3-error.ts';
import { deleteContent, putContent, readContent } from '../store/content-store.ts';
import { findPart, putPart, uploadWithId, type PartRecord, type UploadRecord } from '../store/upload-store.ts';

interface PartInput extends ObjectInput {
  readonly UploadId: string;
  readonly PartNumber: number;
}

export interface UploadPartInput extends PartInput, ContentDigests {
  readonly Body?: string | Uint8Array;
}

export function uploadPart(context: Context, input: UploadPartInput) {
  const upload = openUpload(context, input);
  const body = contentBytes(input.Body);
  if (body.length > MAX_PUT_BYTES)
    throw s3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size');
  const { algorithm } = verifyContent(body, input);
  if (algorithm !== undefined && upload.algorithm !== undefined && algorithm !== upload.algorithm)
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${algorithm.toLowerCase()}`,
    );
  const part = storePart(context, upload, { number: input.PartNumber, body, algorithm });
  return { ETag: `"${part.etag}"`, ServerSideEncryption: 'AES256', [memberOf(part.algorithm)]: part.checksum };
}

export interface UploadPartCopyInput extends PartInput, CopySourceInput {
  /** Such as `bytes=0-5242879`. */
  readonly CopySourceRange?: string;
}

export function uploadPartCopy(context: Context, input: UploadPartCopyInput) {
  const upload = openUpload(context, input);
  const { bucket, object } = findCopySource(context, input);
  const { start, end } = copiedRange(input.CopySourceRange, object.size);
  const body = readContent(context.tx, object.segments, start, end);
  const part = storePart(context, upload, { number: input.PartNumber, body, algorithm: undefined });
  return {
    CopyPartResult: {
      ETag: `"${part.etag}"`,
      LastModified: part.modifiedMs,
      [memberOf(part.algorithm)]: part.checksum,
    },
    ServerSideEncryption: 'AES256',
    ...(bucket.versioning !== undefined && { CopySourceVersionId: object.versionId }),
  };
}

function openUpload(context: Context, input: PartInput): UploadRecord {
  const bucket = openObject(context, input, 's3:PutObject');
  const { PartNumber } = input;
  if (!Number.isInteger(PartNumber) || PartNumber < 1 || PartNumber > 10000)
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(PartNumber),
    );
  return uploadWithId(context.tx, bucket.name, input.Key, input.UploadId);
}

interface NewPart {
  readonly number: number;
  readonly body: Uint8Array;
  readonly algorithm: ChecksumAlgorithm | undefined;
}

/** A part sent again takes the place of the one before. */
function storePart(context: Context, upload: UploadRecord, { number, body, algorithm }: NewPart): PartRecord {
  const replaced = findPart(context.tx, upload.uploadId, number);
  if (replaced !== undefined) deleteContent(context.tx, [replaced.segment]);
  const used = upload.algorithm ?? algorithm ?? DEFAULT_ALGORITHM;
  const part: PartRecord = {
    number,
    modifiedMs: wholeSecond(context.now),
    etag: etagOf(body),
    segment: putContent(context, body),
    algorithm: used,
    checksum: checksumOf(used, body),
  };
  putPart(context.tx, upload.uploadId, part);
  return part;
}

function copiedRange(header: string | undefined, size: number) {
  if (header === undefined) return { start: 0, end: size };
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const range = { start: Number(first), end: Number(last) + 1 };
  if (first === '' || range.end <= range.start)
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    );
  if (range.end <= size) return range;
  throw invalidArgument(
    `Range specified is not valid for source object of size: ${size}`,
    'x-amz-copy-source-range',
    header,
  );
}
