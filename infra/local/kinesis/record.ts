/** A record as a shard keeps it, and how much there may be of it. */

import { key, within, type Range } from '../kernel/tuple-key.ts';
import type { Stream } from './stream.ts';

export interface StoredRecord {
  /** Base64. */
  readonly data: string;
  readonly partitionKey: string;
  readonly arrivedMs: number;
}

export function recordKey({ account, name, id }: Stream, shardIndex: number, seq: number): string {
  return key('kinesis', account, 'record', name, id, shardIndex, seq);
}

/** The records of one shard, or of all. */
export function recordsRange({ account, name, id }: Stream, ...shardIndex: number[]): Range {
  return within('kinesis', account, 'record', name, id, ...shardIndex);
}

/** The place in a record's key. */
export function seqOf(recordKey: string): number {
  return Number(recordKey.slice(-1 - key(0).length + 1, -1));
}

/** Bytes of the blob a base64 text stands for. */
export function dataBytes(data: string): number {
  return Buffer.byteLength(data, 'base64');
}

/** Records older than this are gone, whether or not they have been cleared away yet. */
export function trimHorizonMs(stream: Stream, now: number): number {
  return now - stream.retentionHours * 3_600_000;
}
