/** `GetShardIterator`: from where on a shard is to be read. */

import type { Context } from '../kernel/context.ts';
import { invalidArgument, resourceNotFound } from './kinesis-errors.ts';
import { recordsRange, seqOf, type StoredRecord } from './record.ts';
import { parseSequenceNumber } from './sequence-number.ts';
import { encodeIterator } from './shard-iterator.ts';
import { findShard, fullShardId, SHARD_ID, shardId, shardIndex, type Shard } from './shard.ts';
import { addressOf, authorizeStream, findStream, type NamesStream, type Stream } from './stream.ts';

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
  const address = addressOf(context, input, {
    ShardId: { ...SHARD_ID, required: true },
    ShardIteratorType: {
      type: 'string',
      required: true,
      values: ['AFTER_SEQUENCE_NUMBER', 'LATEST', 'AT_TIMESTAMP', 'AT_SEQUENCE_NUMBER', 'TRIM_HORIZON'],
    },
    StartingSequenceNumber: { type: 'string', pattern: '0|([1-9]\\d{0,128})' },
    Timestamp: { type: 'number' },
  });
  const stream = findStream(context, address);
  authorizeStream(context, 'GetShardIterator', address, stream);
  const where = `in stream ${address.name} under account ${address.account}`;
  if (shardIndex(input.ShardId) === undefined)
    throw resourceNotFound(`Could not find shard ${input.ShardId} ${where}.`);
  const shard = findShard(stream?.shards ?? [], input.ShardId);
  if (stream === undefined || shard === undefined)
    throw resourceNotFound(`Shard ${fullShardId(input.ShardId)} ${where} does not exist`);
  const fromSeq = startOf(context, stream, shard, input);
  const iterator = { ...address, shardIndex: shard.index, fromSeq, issuedMs: context.now };
  return { ShardIterator: encodeIterator(iterator) };
}

/** The least sequence to be read. */
function startOf(context: Context, stream: Stream, shard: Shard, input: GetShardIteratorInput): number {
  const { ShardIteratorType: type, StartingSequenceNumber: start, Timestamp } = input;
  if (type === 'AT_TIMESTAMP') return firstSince(context, stream, shard, checkedMs(context, Timestamp));
  const bySequence = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
  if (bySequence !== (start !== undefined))
    throw invalidArgument(
      `Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified ${type} and ${bySequence ? 'no' : 'also a'} StartingSequenceNumber.`,
    );
  if (start === undefined) return type === 'LATEST' ? context.sequence() : 0;
  return placeOf(stream, shard, start) + (type === 'AFTER_SEQUENCE_NUMBER' ? 1 : 0);
}

function placeOf(stream: Stream, shard: Shard, start: string): number {
  const parsed = parseSequenceNumber(start);
  const ours = parsed?.openedSecond === Math.floor(shard.openedMs / 1000);
  if (parsed !== undefined && parsed.shardIndex !== shard.index)
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes ${shardId({ index: parsed.shardIndex })}, while it was used in a call to a shard with ${shardId(shard)}`,
    );
  if (parsed === undefined || !ours)
    throw invalidArgument(
      `StartingSequenceNumber ${start} used in GetShardIterator on shard ${shardId(shard)} in stream ${stream.name} under account ${stream.account} is invalid because it did not come from this stream.`,
    );
  return parsed.seq;
}

function checkedMs(context: Context, seconds: number | undefined): number {
  if (seconds === undefined)
    throw invalidArgument('Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP.');
  const ms = Math.floor(seconds * 1000);
  if (ms > context.now)
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${ms}, currentTimestampInMillis: ${context.now}`,
    );
  return ms;
}

function firstSince(context: Context, stream: Stream, shard: Shard, ms: number): number {
  for (const [at, { arrivedMs }] of context.tx.scan<StoredRecord>(recordsRange(stream, shard.index)))
    if (arrivedMs >= ms) return seqOf(at);
  return context.sequence();
}
