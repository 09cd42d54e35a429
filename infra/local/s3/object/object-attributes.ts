/** GetObjectAttributes. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */

import type { Context } from '../../kernel/context.ts';
import { memberOf } from '../checksum/checksums.ts';
import { invalidArgument } from '../s3-error.ts';
import type { ObjectVersion } from '../store/version-store.ts';
import { describeChecksum } from './describe-object.ts';
import { findObject, type VersionInput } from './find-object.ts';
import { reportedVersion } from './store-object.ts';

interface GetObjectAttributesInput extends VersionInput {
  readonly ObjectAttributes: readonly string[];
  readonly MaxParts?: number;
  readonly PartNumberMarker?: number;
}

const ATTRIBUTES = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

/** Only the attributes asked for. */
export function getObjectAttributes(context: Context, input: GetObjectAttributesInput) {
  const wanted = new Set(input.ObjectAttributes);
  const odd = input.ObjectAttributes.find((name) => !ATTRIBUTES.includes(name));
  if (odd !== undefined || wanted.size === 0)
    throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', odd ?? '');
  const { bucket, object } = findObject(context, input, 's3:GetObject');
  return {
    LastModified: object.modifiedMs,
    ...(wanted.has('ETag') && { ETag: object.etag }),
    ...(wanted.has('Checksum') && { Checksum: describeChecksum(object.checksum) }),
    ...(wanted.has('ObjectParts') && object.parts && { ObjectParts: describeParts(object, input) }),
    ...(wanted.has('StorageClass') && { StorageClass: object.storageClass }),
    ...(wanted.has('ObjectSize') && { ObjectSize: object.size }),
    ...reportedVersion(bucket, object),
  };
}

function describeParts(object: ObjectVersion, { MaxParts = 1000, PartNumberMarker = 0 }: GetObjectAttributesInput) {
  const all = object.parts ?? [];
  const later = all.filter(({ number }) => number > PartNumberMarker);
  const page = later.slice(0, MaxParts);
  return {
    TotalPartsCount: all.length,
    PartNumberMarker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts,
    IsTruncated: page.length < later.length,
    Parts: page.map(({ number, size, checksum }) => ({
      PartNumber: number,
      Size: size,
      ...(checksum !== undefined && { [memberOf(object.checksum.algorithm)]: checksum }),
    })),
  };
}
