/** Shard iterators: opaque to clients, to us a place in a shard and when the iterator was given out. */

import { AwsError } from '../kernel/aws-error.ts';
import { invalidArgument } from './kinesis-errors.ts';
import type { StreamAddress } from './stream.ts';

export interface ShardIterator extends StreamAddress {
  readonly shardIndex: number;
  /** The least sequence to be read next. */
  readonly fromSeq: number;
  readonly issuedMs: number;
}

const LIFETIME_MS = 300_000;

export function encodeIterator({ account, name, shardIndex, fromSeq, issuedMs }: ShardIterator): string {
  return Buffer.from(JSON.stringify([account, name, shardIndex, fromSeq, issuedMs])).toString('base64');
}

/** Refuses what we never gave out. */
export function parseIterator(text: string): ShardIterator {
  const [account, name, shardIndex, fromSeq, issuedMs] = decode(text);
  if (typeof account === 'string' && typeof name === 'string' && typeof shardIndex === 'number')
    if (typeof fromSeq === 'number' && typeof issuedMs === 'number')
      return { account, name, shardIndex, fromSeq, issuedMs };
  throw invalidArgument('Invalid ShardIterator.');
}

/** An iterator is good for five minutes. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export function checkNotExpired({ issuedMs }: ShardIterator, now: number): void {
  if (now <= issuedMs + LIFETIME_MS) return;
  throw new AwsError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${shown(issuedMs)} while right now it is ${shown(now)} which is further in the future than the tolerated delay of ${LIFETIME_MS} milliseconds.`,
  );
}

/** Such as `Thu Jan 01 00:05:00 UTC 2026`. */
function shown(ms: number): string {
  return new Date(ms).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 UTC $4');
}

function decode(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}
