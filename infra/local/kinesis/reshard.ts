/** Splits and merges shards: parents take no more records, and their children begin after them. */

import { evenRanges, isOpen, type Shard } from './shard.ts';

/** The shards after one of them is split at `start`, the least hash key of the second half. */
export function split(shards: readonly Shard[], shard: Shard, start: bigint, now: number): Shard[] {
  const child = { parent: shard.index, openedMs: now };
  const first = { ...child, index: shards.length, startingHashKey: shard.startingHashKey };
  const second = { ...child, index: shards.length + 1, endingHashKey: shard.endingHashKey };
  return [
    ...closed(shards, [shard], now),
    { ...first, endingHashKey: String(start - 1n) },
    { ...second, startingHashKey: String(start) },
  ];
}

/** The shards after two neighbours become one. */
export function merge(shards: readonly Shard[], lower: Shard, upper: Shard, now: number): Shard[] {
  const child: Shard = {
    index: shards.length,
    parent: lower.index,
    adjacentParent: upper.index,
    startingHashKey: lower.startingHashKey,
    endingHashKey: upper.endingHashKey,
    openedMs: now,
  };
  return [...closed(shards, [lower, upper], now), child];
}

/** Whether the second shard's keys begin where the first one's end. */
export function areAdjacent(lower: Shard, upper: Shard): boolean {
  return BigInt(lower.endingHashKey) + 1n === BigInt(upper.startingHashKey);
}

/** The shards after splits and merges have made `count` open ones of (almost) equal size. */
export function scaleTo(shards: readonly Shard[], count: number, now: number): Shard[] {
  const targets = evenRanges(count);
  let result = [...shards];
  for (const { start } of targets) {
    const cut = inOrder(result).find(
      (shard) => BigInt(shard.startingHashKey) < start && start <= BigInt(shard.endingHashKey),
    );
    if (cut !== undefined) result = split(result, cut, start, now);
  }
  for (const { start, end } of targets) {
    for (;;) {
      const [lower, upper] = inOrder(result).filter(
        (shard) => BigInt(shard.startingHashKey) >= start && BigInt(shard.endingHashKey) <= end,
      );
      if (lower === undefined || upper === undefined) break;
      result = merge(result, lower, upper, now);
    }
  }
  return result;
}

function inOrder(shards: readonly Shard[]): Shard[] {
  const open = shards.filter(isOpen);
  return open.sort((one, other) => (BigInt(one.startingHashKey) < BigInt(other.startingHashKey) ? -1 : 1));
}

function closed(shards: readonly Shard[], closing: readonly Shard[], now: number): Shard[] {
  return shards.map((shard) =>
    closing.some(({ index }) => index === shard.index) ? { ...shard, closedMs: now } : shard,
  );
}
