/** Entity tags of content: without quotes. */

import { createHash } from 'node:crypto';

export function etagOf(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

/** Of an object uploaded in parts: the digest of the parts' digests, and how many there were. */
export function multipartEtag(partEtags: readonly string[]): string {
  return `${etagOf(Buffer.from(partEtags.join(''), 'hex'))}-${partEtags.length}`;
}
