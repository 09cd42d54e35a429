/**
 * Sequence numbers as Kinesis writes them: 56 decimal digits that grow within a shard. In hexadecimal they are a 2, the
 * second the shard opened (9 digits), the last digit of its index, the place in the shard (16), 00, the second of the
 * record (9), the shard's index (8), and a 2.
 */

import type { Shard } from './shard.ts';

/** The place that comes after every record of a closed shard. */
const END = '7fffffffffffffff';

/** The number of the record at `seq`, which arrived at `arrivedMs`. */
export function sequenceNumber(shard: Shard, seq: number, arrivedMs: number): string {
  return numberOf(shard, hex(seq, 16), arrivedMs);
}

/** Smaller than that of every record in the shard. */
export function startingSequenceNumber(shard: Shard): string {
  return numberOf(shard, hex(0, 16), shard.openedMs);
}

/** Larger than that of every record in the shard; undefined while it is open. */
export function endingSequenceNumber(shard: Shard): string | undefined {
  return shard.closedMs === undefined ? undefined : numberOf(shard, END, shard.closedMs);
}

/** What a sequence number says; undefined if it is none of ours. */
export function parseSequenceNumber(
  text: string,
): { readonly shardIndex: number; readonly openedSecond: number; readonly seq: number } | undefined {
  const digits = /^\d{56}$/.test(text) ? BigInt(text).toString(16) : '';
  if (!/^2[0-9a-f]{45}2$/.test(digits)) return undefined;
  const place = digits.slice(11, 27);
  return {
    openedSecond: parseInt(digits.slice(1, 10), 16),
    shardIndex: parseInt(digits.slice(38, 46), 16),
    seq: place === END ? Number.MAX_SAFE_INTEGER - 1 : parseInt(place, 16),
  };
}

function numberOf({ index, openedMs }: Shard, place: string, ms: number): string {
  const opened = hex(Math.floor(openedMs / 1000), 9);
  const time = hex(Math.floor(ms / 1000), 9);
  return BigInt(`0x2${opened}${hex(index % 16, 1)}${place}00${time}${hex(index, 8)}2`).toString();
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
