/** `GetShardIterator`: from where on a shard is to be read. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints } from './constraints.ts';
import { invalidArgument, resourceNotFound } from './kinesis-errors.ts';
import { recordsRange, seqOf, type StoredRecord } from './record.ts';
import { parseSequenceNumber } from './sequence-number.ts';
import { encodeIterator } from './shard-iterator.ts';
import { shardIndex, type Shard } from './shard.ts';
import { openStream, type NamesStream, type Stream } from './stream.ts';

export interface GetShardIteratorInput extends NamesStream {
  readonly ShardId: string;
  readonly ShardIteratorType:
    'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER' | 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  readonly StartingSequenceNumber?: string;
  /** Seconds since the epoch. */
  readonly Timestamp?: number;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export function getShardIterator(context: Context, input: GetShardIteratorInput): { ShardIterator: string } {
  checkConstraints(input, {
    ShardId: { type: 'string', required: true, min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' },
    ShardIteratorType: {
      type: 'string',
      required: true,
      values: ['AFTER_SEQUENCE_NUMBER', 'LATEST', 'AT_TIMESTAMP', 'AT_SEQUENCE_NUMBER', 'TRIM_HORIZON'],
    },
    StartingSequenceNumber: { type: 'string', pattern: '0|([1-9]\\d{0,128})' },
    Timestamp: { type: 'number' },
  });
  const stream = openStream(context, 'GetShardIterator', input);
  const index = shardIndex(input.ShardId);
  const shard = index === undefined ? undefined : stream.shards[index];
  if (shard === undefined)
    throw resourceNotFound(
      `Shard ${input.ShardId} in stream ${stream.name} under account ${stream.account} does not exist`,
    );
  const fromSeq = startOf(context, stream, shard, input);
  const { account, name, id: streamId } = stream;
  return {
    ShardIterator: encodeIterator({ account, name, streamId, shardIndex: shard.index, fromSeq, issuedMs: context.now }),
  };
}

function startOf(context: Context, stream: Stream, shard: Shard, input: GetShardIteratorInput): number {
  const { ShardIteratorType: type, StartingSequenceNumber: start, Timestamp } = input;
  switch (type) {
    case 'TRIM_HORIZON':
      return shard.firstSeq;
    case 'LATEST':
      return context.sequence();
    case 'AT_TIMESTAMP':
      if (Timestamp === undefined)
        throw invalidArgument(
          'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
        );
      if (Timestamp * 1000 > context.now)
        throw invalidArgument(
          `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${Math.floor(Timestamp * 1000)}, currentTimestampInMillis: ${context.now}`,
        );
      return firstSince(context, stream, shard, Timestamp * 1000);
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER':
      if (start === undefined)
        throw invalidArgument(
          `Must specify startingSequenceNumber parameter for iterator of type ${type}. Current request has no startingSequenceNumber parameter.`,
        );
      return afterNumber(stream, shard, start) + (type === 'AFTER_SEQUENCE_NUMBER' && start !== '0' ? 1 : 0);
  }
}

function afterNumber(stream: Stream, shard: Shard, start: string): number {
  if (start === '0') return shard.firstSeq;
  const parsed = parseSequenceNumber(start);
  if (parsed?.shardIndex !== shard.index)
    throw invalidArgument(
      `StartingSequenceNumber ${start} used in GetShardIterator on shard shardId-${String(shard.index).padStart(12, '0')} in stream ${stream.name} under account ${stream.account} is invalid because it did not come from this stream.`,
    );
  return parsed.seq;
}

function firstSince(context: Context, stream: Stream, shard: Shard, timeMs: number): number {
  for (const [at, { arrivedMs }] of context.tx.scan<StoredRecord>(recordsRange(stream, shard.index)))
    if (arrivedMs >= timeMs) return seqOf(at);
  return context.sequence();
}
