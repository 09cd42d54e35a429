/** Clears away records that are older than their stream keeps them, once an hour. Readers skip them before that. */

import type { Context } from '../kernel/context.ts';
import { recordsRange, trimHorizonMs, type StoredRecord } from './record.ts';
import { findStream, type Stream, type StreamAddress } from './stream.ts';

const INTERVAL_MS = 3_600_000;

/** Records of one shard cleared away in one transaction. */
const MOST_AT_ONCE = 2000;

interface TrimPayload extends StreamAddress {
  readonly id: number;
}

export function scheduleTrim(context: Context, { account, name, id }: Stream): void {
  schedule(context, { account, name, id }, context.now + INTERVAL_MS);
}

/** The task: stops for good when the stream is gone. */
export function trim(context: Context, payload: TrimPayload): void {
  const stream = findStream(context, payload);
  if (stream?.id !== payload.id) return;
  const done = stream.shards.map(({ index }) => trimShard(context, stream, index)).every(Boolean);
  schedule(context, payload, context.now + (done ? INTERVAL_MS : 0));
}

/** False if there is more to clear away. */
function trimShard(context: Context, stream: Stream, index: number): boolean {
  const horizonMs = trimHorizonMs(stream, context.now);
  let trimmed = 0;
  for (const [at, { arrivedMs }] of context.tx.scan<StoredRecord>(recordsRange(stream, index))) {
    if (arrivedMs > horizonMs) return true;
    if (trimmed === MOST_AT_ONCE) return false;
    context.tx.delete(at);
    trimmed += 1;
  }
  return true;
}

function schedule(context: Context, payload: TrimPayload, dueMs: number): void {
  context.schedule({ service: 'kinesis', task: 'trim', dueMs, payload });
}
