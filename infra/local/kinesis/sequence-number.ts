/** Sequence numbers as Kinesis writes them: 56 decimal digits that grow within a shard. */

const BASE = 2n ** 185n;
const SHARD_BITS = 64n;

/** The number of the record at `seq` in a shard; also marks where a shard begins and ends. */
export function sequenceNumber(shardIndex: number, seq: number): string {
  return String(BASE + (BigInt(seq) << SHARD_BITS) + (BigInt(shardIndex) << 4n) + 2n);
}

/** What is in a sequence number; undefined if we never gave it out. */
export function parseSequenceNumber(text: string): { readonly shardIndex: number; readonly seq: number } | undefined {
  if (!/^\d{56}$/.test(text)) return undefined;
  const number = BigInt(text) - BASE;
  const seq = Number(number >> SHARD_BITS);
  const shardIndex = Number((number & ((1n << SHARD_BITS) - 1n)) >> 4n);
  const genuine = number > 0n && Number.isSafeInteger(seq) && sequenceNumber(shardIndex, seq) === text;
  return genuine ? { shardIndex, seq } : undefined;
}
