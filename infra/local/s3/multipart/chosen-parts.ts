/** Finds the parts a client names to complete an upload with. */

import { memberOf, type ChecksumMember } from '../checksum/checksums.ts';
import { malformedXml, s3Error } from '../s3-error.ts';
import type { PartRecord } from '../store/upload-store.ts';

export type CompletedPart = { readonly PartNumber: number; readonly ETag?: string } & {
  readonly [member in ChecksumMember]?: string;
};

const MIN_PART_BYTES = 5 * 1024 * 1024;

/**
 * The uploaded parts that are named, in order. Throws InvalidPartOrder, InvalidPart, or EntityTooSmall if one but the
 * last is under 5 MiB.
 */
export function chosenParts(
  all: readonly PartRecord[],
  named: readonly CompletedPart[],
  uploadId: string,
): PartRecord[] {
  if (named.length === 0) throw malformedXml();
  named.forEach(({ PartNumber }, at) => {
    if (PartNumber <= (named[at - 1]?.PartNumber ?? 0))
      throw s3Error(
        'InvalidPartOrder',
        400,
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        {
          UploadId: uploadId,
        },
      );
  });
  const parts = named.map((one) => all.find((part) => isSame(part, one)) ?? invalidPart(one, uploadId));
  const small = parts.slice(0, -1).find(({ segment }) => segment.size < MIN_PART_BYTES);
  if (small !== undefined)
    throw s3Error('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: small.segment.size,
      MinSizeAllowed: MIN_PART_BYTES,
      PartNumber: small.number,
      ETag: small.etag,
    });
  return parts;
}

function isSame(part: PartRecord, named: CompletedPart): boolean {
  const checksum = named[memberOf(part.algorithm)];
  return (
    part.number === named.PartNumber &&
    part.etag === named.ETag?.replaceAll('"', '') &&
    (checksum === undefined || checksum === part.checksum)
  );
}

function invalidPart({ PartNumber, ETag }: CompletedPart, UploadId: string): never {
  const message =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  throw s3Error('InvalidPart', 400, message, { UploadId, PartNumber, ETag: ETag?.replaceAll('"', '') });
}
