/** Iterators over a shard: opaque to clients, here they carry their position. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';

/** 15 minutes. */
const LIFETIME_MS = 15 * 60 * 1000;

export interface Position {
  readonly streamArn: string;
  readonly shard: number;
  /** The smallest sequence yet to be read. */
  readonly next: number;
}

export function iteratorAt(context: Context, { streamArn, shard, next }: Position): string {
  const state = Buffer.from(JSON.stringify([shard, next, context.now])).toString('base64');
  return `${streamArn}|1|${state}`;
}

/** Throws ValidationException or ExpiredIteratorException. */
export function positionOf(context: Context, iterator: string): Position {
  const parts = iterator.split('|');
  const [streamArn = '', , state = ''] = parts;
  const position = parts.length === 3 ? parse(state) : undefined;
  if (position === undefined) throw validationError('Invalid ShardIterator');
  const [shard, next, issuedMs] = position;
  if (context.now - issuedMs > LIFETIME_MS)
    throw new AwsError('ExpiredIteratorException', 'The shard iterator has expired and can no longer be used.');
  return { streamArn, shard, next };
}

function parse(state: string): [number, number, number] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(state, 'base64').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 3 && parsed.every((part) => Number.isSafeInteger(part)))
      return parsed as [number, number, number];
  } catch {
    // not one of ours
  }
  return undefined;
}
