/** Compares what arrived with the digests the client sent along. */

import { createHash } from 'node:crypto';
import { invalidRequest, s3Error } from '../s3-error.ts';
import {
  CHECKSUM_ALGORITHMS,
  checksumOf,
  lengthOf,
  memberOf,
  type ChecksumAlgorithm,
  type ChecksumMember,
} from './checksums.ts';

/** The members of an upload that vouch for its content. */
export type ContentDigests = { readonly [member in ChecksumMember]?: string } & {
  readonly ContentMD5?: string;
  readonly ChecksumAlgorithm?: string;
};

export interface VerifiedContent {
  readonly md5: Buffer;
  /** The client's choice, if it made one. */
  readonly algorithm: ChecksumAlgorithm | undefined;
}

/** Throws InvalidDigest, BadDigest or InvalidRequest unless every digest given is that of the content. */
export function verifyContent(content: Uint8Array, digests: ContentDigests): VerifiedContent {
  const md5 = createHash('md5').update(content).digest();
  if (digests.ContentMD5 !== undefined) verifyMd5(md5, digests.ContentMD5);
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => digests[memberOf(algorithm)] !== undefined);
  if (given.length > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const [algorithm] = given;
  if (algorithm !== undefined) verifyChecksum(content, algorithm, digests[memberOf(algorithm)] ?? '');
  return { md5, algorithm: algorithm ?? knownAlgorithm(digests.ChecksumAlgorithm) };
}

/** Undefined if none is named; throws InvalidRequest for one S3 does not have. */
export function knownAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const known = CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
  if (known !== undefined) return known;
  throw invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  );
}

function verifyMd5(md5: Buffer, given: string): void {
  if (Buffer.from(given, 'base64').length !== 16)
    throw s3Error('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', { 'Content-MD5': given });
  const calculated = md5.toString('base64');
  if (calculated !== given)
    throw s3Error('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.', {
      ExpectedDigest: given,
      CalculatedDigest: calculated,
    });
}

function verifyChecksum(content: Uint8Array, algorithm: ChecksumAlgorithm, given: string): void {
  if (Buffer.from(given, 'base64').length !== lengthOf(algorithm))
    throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
  if (checksumOf(algorithm, content) !== given)
    throw s3Error('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`);
}
