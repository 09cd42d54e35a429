/** Shards: each holds the keys whose MD5 falls into its range, in the order they came. */

import { hash } from 'node:crypto';
import type { Constraint } from './constraints.ts';

export interface Shard {
  /** Its number within the stream, counted from 0. */
  readonly index: number;
  /** Decimal, inclusive. */
  readonly startingHashKey: string;
  /** Decimal, inclusive. */
  readonly endingHashKey: string;
  readonly parent?: number;
  readonly adjacentParent?: number;
  readonly openedMs: number;
  /** Set once it takes no more records. */
  closedMs?: number;
}

export const SHARD_ID: Constraint = { type: 'string', min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' };

const HASH_KEYS = 1n << 128n;

export const LARGEST_HASH_KEY = HASH_KEYS - 1n;

/** Such as `shardId-000000000003`. */
export function shardId({ index }: Pick<Shard, 'index'>): string {
  return `shardId-${String(index).padStart(12, '0')}`;
}

/** The number in a shard's id, whatever stands before it (as Kinesis reads them); undefined if it is none. */
export function shardIndex(id: string): number | undefined {
  const digits = /^(?:.*-)?(\d+)$/.exec(id)?.[1];
  const index = Number(digits);
  return digits === undefined || index > 2_147_483_647 ? undefined : index;
}

export function isOpen(shard: Shard): boolean {
  return shard.closedMs === undefined;
}

/** The whole key range in `count` parts of (almost) equal size: inclusive bounds. */
export function evenRanges(count: number): { readonly start: bigint; readonly end: bigint }[] {
  const size = HASH_KEYS / BigInt(count);
  return Array.from({ length: count }, (_, part) => ({
    start: size * BigInt(part),
    end: part === count - 1 ? LARGEST_HASH_KEY : size * BigInt(part + 1) - 1n,
  }));
}

/** Where the MD5 of a partition key lies in the key range. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${hash('md5', partitionKey)}`);
}

/** The shard of that id among those of a stream. */
export function findShard(shards: readonly Shard[], id: string): Shard | undefined {
  const index = shardIndex(id);
  return index === undefined ? undefined : shards[index];
}

/** An id in full, if it is one. */
export function fullShardId(id: string): string {
  const index = shardIndex(id);
  return index === undefined ? id : shardId({ index });
}

/** Finds the open shard of a hash key: made once, asked for many records. */
export function shardRouter(shards: readonly Shard[]): (hashKey: bigint) => Shard {
  const open = shards.filter(isOpen).map((shard) => ({ shard, end: BigInt(shard.endingHashKey) }));
  open.sort((one, other) => (one.end < other.end ? -1 : 1));
  return (hashKey) => {
    const found = open.find(({ end }) => hashKey <= end);
    if (found === undefined) throw new Error('The open shards of a stream do not cover its key range');
    return found.shard;
  };
}
