/** Clears away records that are older than their stream keeps them, once an hour. Readers skip them before that. */

import type { Context } from '../kernel/context.ts';
import { recordsRange, trimHorizonMs, type StoredRecord } from './record.ts';
import { findStream, type Stream, type StreamAddress } from './stream.ts';

const INTERVAL_MS = 3_600_000;

interface TrimPayload extends StreamAddress {
  readonly id: number;
}

export function scheduleTrim(context: Context, { account, name, id }: Stream): void {
  const payload: TrimPayload = { account, name, id };
  context.schedule({ service: 'kinesis', task: 'trim', dueMs: context.now + INTERVAL_MS, payload });
}

/** The task: stops for good when the stream is gone. */
export function trim(context: Context, payload: TrimPayload): void {
  const stream = findStream(context, payload);
  if (stream?.id !== payload.id) return;
  const horizonMs = trimHorizonMs(stream, context.now);
  for (const { index } of stream.shards) trimShard(context, stream, index, horizonMs);
  scheduleTrim(context, stream);
}

function trimShard(context: Context, stream: Stream, index: number, horizonMs: number): void {
  for (const [at, { arrivedMs }] of context.tx.scan<StoredRecord>(recordsRange(stream, index))) {
    if (arrivedMs > horizonMs) return;
    context.tx.delete(at);
  }
}
