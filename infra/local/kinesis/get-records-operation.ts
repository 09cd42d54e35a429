/** `GetRecords`: the next records of a shard, in order. */

import type { Context } from '../kernel/context.ts';
import { checkConstraints } from './constraints.ts';
import { resourceNotFound } from './kinesis-errors.ts';
import { dataBytes, recordKey, recordsRange, seqOf, trimHorizonMs, type StoredRecord } from './record.ts';
import { sequenceNumber } from './sequence-number.ts';
import { checkNotExpired, encodeIterator, parseIterator } from './shard-iterator.ts';
import { isOpen, shardId, type Shard } from './shard.ts';
import { authorizeStream, findStream, STREAM_ARN, type Stream } from './stream.ts';

export interface GetRecordsInput {
  readonly ShardIterator: string;
  /** 1 to 10,000, which is the default. */
  readonly Limit?: number;
  readonly StreamARN?: string;
}

interface KinesisRecord {
  readonly SequenceNumber: string;
  /** Seconds since the epoch. */
  readonly ApproximateArrivalTimestamp: number;
  /** Base64. */
  readonly Data: string;
  readonly PartitionKey: string;
  readonly EncryptionType?: 'KMS';
}

export interface GetRecordsOutput {
  readonly Records: readonly KinesisRecord[];
  /** Missing once a closed shard is read to its end. */
  readonly NextShardIterator?: string;
  readonly MillisBehindLatest: number;
  /** Where to go on after a closed shard. */
  readonly ChildShards?: readonly ChildShard[];
}

interface ChildShard {
  readonly ShardId: string;
  readonly ParentShards: readonly string[];
  readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
}

const MOST = 10_000;
const MOST_BYTES = 10 * 1_048_576;

interface Read {
  readonly records: KinesisRecord[];
  /** The place to go on from. */
  readonly nextSeq: number;
  /** When the first record not read yet arrived; undefined if there is none. */
  readonly waitingSinceMs?: number;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export function getRecords(context: Context, input: GetRecordsInput): GetRecordsOutput {
  checkConstraints(input, {
    ShardIterator: { type: 'string', required: true, min: 1, max: 512 },
    Limit: { type: 'number', min: 1, max: MOST },
    StreamARN: STREAM_ARN,
  });
  const iterator = parseIterator(input.ShardIterator);
  const stream = findStream(context, iterator);
  authorizeStream(context, 'GetRecords', iterator, stream);
  checkNotExpired(iterator, context.now);
  const shard = stream?.shards[iterator.shardIndex];
  if (stream === undefined || shard === undefined)
    throw resourceNotFound(
      `Shard ${shardId({ index: iterator.shardIndex })} in stream ${iterator.name} under account ${iterator.account} does not exist`,
    );
  const { records, nextSeq, waitingSinceMs } = read(context, stream, shard, iterator.fromSeq, input.Limit ?? MOST);
  const next = { ...iterator, fromSeq: nextSeq, issuedMs: context.now };
  const ended = !isOpen(shard) && waitingSinceMs === undefined;
  return {
    Records: records,
    MillisBehindLatest: waitingSinceMs === undefined ? 0 : context.now - waitingSinceMs,
    ...(ended ? { ChildShards: childrenOf(stream, shard) } : { NextShardIterator: encodeIterator(next) }),
  };
}

function read(context: Context, stream: Stream, shard: Shard, fromSeq: number, most: number): Read {
  const horizonMs = trimHorizonMs(stream, context.now);
  const encryption = stream.keyId === undefined ? {} : { EncryptionType: 'KMS' as const };
  const records: KinesisRecord[] = [];
  let nextSeq = fromSeq;
  let bytes = 0;
  const range = { from: recordKey(stream, shard.index, fromSeq), to: recordsRange(stream, shard.index).to };
  for (const [at, record] of context.tx.scan<StoredRecord>(range)) {
    if (record.arrivedMs <= horizonMs) continue;
    bytes += dataBytes(record.data);
    if (records.length === most || (bytes > MOST_BYTES && records.length > 0))
      return { records, nextSeq, waitingSinceMs: record.arrivedMs };
    const seq = seqOf(at);
    records.push({
      SequenceNumber: sequenceNumber(shard, seq, record.arrivedMs),
      ApproximateArrivalTimestamp: record.arrivedMs / 1000,
      Data: record.data,
      PartitionKey: record.partitionKey,
      ...encryption,
    });
    nextSeq = seq + 1;
  }
  return { records, nextSeq };
}

function childrenOf(stream: Stream, { index }: Shard): ChildShard[] {
  return stream.shards
    .filter(({ parent, adjacentParent }) => parent === index || adjacentParent === index)
    .map((child) => ({
      ShardId: shardId(child),
      ParentShards: [child.parent, child.adjacentParent]
        .filter((parent) => parent !== undefined)
        .map((parent) => shardId({ index: parent })),
      HashKeyRange: { StartingHashKey: child.startingHashKey, EndingHashKey: child.endingHashKey },
    }));
}
