/** Where the bytes of objects are kept: in chunks, so that a range needs only those it touches. */

import type { Context } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key } from '../../kernel/tuple-key.ts';

/** A run of stored bytes; the content of an object is one, or one for each part it was uploaded in. */
export interface Segment {
  readonly content: number;
  readonly size: number;
}

const CHUNK_BYTES = 1024 * 1024;

export function putContent(context: Context, bytes: Uint8Array): Segment {
  const content = context.sequence();
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    context.tx.put(key('s3', 'content', content, start / CHUNK_BYTES), bytes.subarray(start, start + CHUNK_BYTES));
  return { content, size: bytes.length };
}

/** The bytes from `start` to before `end` of segments laid end to end. */
export function readContent(tx: Transaction, segments: readonly Segment[], start: number, end: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const segment of segments) {
    const from = Math.max(0, start - offset);
    const to = Math.min(segment.size, end - offset);
    if (from < to) pieces.push(...readSegment(tx, segment, from, to));
    offset += segment.size;
  }
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

export function deleteContent(tx: Transaction, segments: readonly Segment[]): void {
  for (const { content, size } of segments) {
    for (let index = 0; index * CHUNK_BYTES < size; index += 1) tx.delete(key('s3', 'content', content, index));
  }
}

function* readSegment(tx: Transaction, { content }: Segment, from: number, to: number): Generator<Uint8Array> {
  for (let index = Math.floor(from / CHUNK_BYTES); index * CHUNK_BYTES < to; index += 1) {
    const chunk = tx.get<Uint8Array>(key('s3', 'content', content, index));
    if (chunk === undefined) throw new Error(`chunk ${index} of content ${content} is missing`);
    const start = index * CHUNK_BYTES;
    yield chunk.subarray(Math.max(0, from - start), Math.min(chunk.length, to - start));
  }
}
