/** What all listings have in common: page size, encoding, and the description of entries. */

import { createHash } from 'node:crypto';
import { invalidArgument } from '../s3-error.ts';
import type { ObjectVersion } from '../store/version-store.ts';

const MOST = 1000;

/** The number of entries a page may have. Throws InvalidArgument. */
export function pageSize(asked: number | undefined, name: string): number {
  if (asked === undefined) return MOST;
  if (Number.isInteger(asked) && asked >= 0 && asked <= 2147483647) return Math.min(asked, MOST);
  throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, String(asked));
}

/** Encodes names as the client asked: not at all, or (`url`) as in a query, slashes left alone. */
export function nameEncoder(encodingType: string | undefined): (name: string) => string {
  if (encodingType === undefined) return (name) => name;
  if (encodingType !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  return (name) =>
    encodeURIComponent(name)
      .replaceAll('%2F', '/')
      .replaceAll('%20', '+')
      .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** S3's canonical id of an account: 64 hexadecimal digits. */
export function ownerOf(account: string): { readonly ID: string; readonly DisplayName: string } {
  return { ID: createHash('sha256').update(account).digest('hex'), DisplayName: account };
}

export function describeEntry(object: ObjectVersion, encode: (name: string) => string) {
  return {
    Key: encode(object.key),
    LastModified: object.modifiedMs,
    ETag: `"${object.etag}"`,
    ChecksumAlgorithm: [object.checksum.algorithm],
    ChecksumType: object.checksum.type,
    Size: object.size,
    StorageClass: object.storageClass,
  };
}

/** The first `limit` of a sequence, and whether there are more. */
export function take<T>(items: Iterable<T>, limit: number): { readonly page: T[]; readonly more: boolean } {
  const page: T[] = [];
  if (limit === 0) return { page, more: false };
  for (const item of items) {
    if (page.length === limit) return { page, more: true };
    page.push(item);
  }
  return { page, more: false };
}
