/** Removes stream records older than a day, and, once it is empty, a stream that was disabled. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { StoredRecord } from './append-record.ts';
import { findStream, forgetStream, parseSequenceNumber, RETENTION_MS, scheduleTrim, SHARDS } from './stream.ts';
import { shardParts, trimmedKey, type Stream } from './stream.ts';

/** The hourly task of one stream. */
export function trimStream(context: Context, arn: string): void {
  const stream = findStream(context, arn);
  if (stream === undefined) return;
  const horizonMs = context.now - RETENTION_MS;
  for (let shard = 0; shard < SHARDS; shard += 1) trimShard(context, stream, shard, horizonMs);
  if (stream.closed !== undefined && stream.closed.atMs <= horizonMs) forgetStream(context, stream);
  else scheduleTrim(context, arn);
}

function trimShard(context: Context, stream: Stream, shard: number, horizonMs: number): void {
  let last: number | undefined;
  for (const [recordKey, { atMs, record }] of context.tx.scan<StoredRecord>(within(...shardParts(stream, shard)))) {
    if (atMs > horizonMs) break;
    last = parseSequenceNumber(record.dynamodb.SequenceNumber);
    context.tx.delete(recordKey);
  }
  if (last !== undefined) context.tx.put(trimmedKey(stream, shard), last);
}

/** The largest sequence no longer readable. */
export function trimmedSequence(context: Context, stream: Stream, shard: number): number {
  const trimmed = context.tx.get<number>(trimmedKey(stream, shard)) ?? 0;
  let last = trimmed;
  const range = { from: key(...shardParts(stream, shard), trimmed + 1), to: within(...shardParts(stream, shard)).to };
  for (const [, { atMs, record }] of context.tx.scan<StoredRecord>(range)) {
    if (atMs > context.now - RETENTION_MS) break;
    last = parseSequenceNumber(record.dynamodb.SequenceNumber);
  }
  return last;
}
