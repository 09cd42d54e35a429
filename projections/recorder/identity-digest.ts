/**
 * How a writer knows every identity in an order's log without reading the log.
 *
 * Each entry carries a digest: four bytes for each entry of a stretch before it. An entry at an ordinary version covers
 * the stretch back to the last multiple of 32; one at a multiple of 32, back to the last multiple of 1,024; and so on.
 * So a chain of few entries, each pointing at the next, covers the whole log: at 10,000 events it is three entries and
 * 37 KB. Four bytes may collide; they only say where to look, and the entry found there decides.
 */

import { hash } from 'node:crypto';

const BLOCKS = [32, 1024, 32_768] as const;
const BYTES = 4;

/** The four bytes that stand for an event's identity within its order. */
export function fingerprint(event: { readonly source: string; readonly id: string }): number {
  return hash('sha256', `${event.source}\n${event.id}`, 'buffer').readUInt32BE();
}

/** The version at which the digest of an entry begins; 0 where it reaches the beginning of the log. */
export function digestStart(version: number): number {
  const block = BLOCKS.find((size) => version % size !== 0);
  if (block === undefined) return version - largest;
  return version - (version % block);
}

const largest = Math.max(...BLOCKS);

/** The digest of the entry at the version after the last of `fingerprints` (that of version 1 comes first). */
export function encodeDigest(fingerprints: readonly number[]): Uint8Array {
  const version = fingerprints.length + 1;
  const covered = fingerprints.slice(Math.max(0, digestStart(version) - 1));
  const bytes = Buffer.alloc(covered.length * BYTES);
  covered.forEach((value, at) => bytes.writeUInt32BE(value, at * BYTES));
  return bytes;
}

/** The fingerprints a digest holds, the oldest first. */
export function decodeDigest(digest: Uint8Array): number[] {
  const bytes = Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength);
  return Array.from({ length: bytes.length / BYTES }, (_, at) => bytes.readUInt32BE(at * BYTES));
}
