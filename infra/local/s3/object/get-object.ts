/** GetObject and HeadObject. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */

import type { Context } from '../../kernel/context.ts';
import { invalidRequest, s3Error } from '../s3-error.ts';
import { readContent } from '../store/content-store.ts';
import type { ObjectVersion } from '../store/version-store.ts';
import { byteRange, type ByteRange } from './byte-range.ts';
import { checkReadConditions, type ReadConditions } from './conditions.ts';
import { describeChecksum, describeObject, type ResponseOverrides } from './describe-object.ts';
import { findObject, type VersionInput } from './find-object.ts';

export interface GetObjectInput extends VersionInput, ReadConditions, ResponseOverrides {
  readonly Range?: string;
  readonly PartNumber?: number;
  /** ENABLED to be told the checksum. */
  readonly ChecksumMode?: string;
}

/** The output of HeadObject, and `Body` as bytes. */
export function getObject(context: Context, input: GetObjectInput) {
  const { object, range, description } = lookAt(context, input);
  return { ...description, Body: readContent(context.tx, object.segments, range.start, range.end) };
}

/** `ContentRange` is there exactly if only a part of the object is meant. */
export function headObject(context: Context, input: GetObjectInput) {
  return lookAt(context, input).description;
}

function lookAt(context: Context, input: GetObjectInput) {
  const { bucket, object } = findObject(context, input, 's3:GetObject');
  checkReadConditions(object, input);
  if (input.Range !== undefined && input.PartNumber !== undefined)
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  const partial =
    input.PartNumber === undefined ? byteRange(input.Range, object.size) : partRange(object, input.PartNumber);
  const range = partial ?? { start: 0, end: object.size };
  const description = {
    ...describeObject(bucket, object, input),
    ContentLength: range.end - range.start,
    ...(partial && { ContentRange: `bytes ${partial.start}-${partial.end - 1}/${object.size}` }),
    ...(input.PartNumber !== undefined && object.parts && { PartsCount: object.parts.length }),
    ...(input.ChecksumMode === 'ENABLED' && partial === undefined && describeChecksum(object.checksum)),
  };
  return { object, range, description };
}

/** An object that was not uploaded in parts is its own first part. */
function partRange(object: ObjectVersion, number: number): ByteRange | undefined {
  const parts = object.parts ?? [{ number: 1, size: object.size }];
  const part = parts[number - 1];
  if (part === undefined)
    throw s3Error('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable', {
      PartNumberRequested: number,
      ActualPartCount: parts.length,
    });
  if (object.size === 0) return undefined;
  const start = parts.slice(0, number - 1).reduce((sum, { size }) => sum + size, 0);
  return { start, end: start + part.size };
}
