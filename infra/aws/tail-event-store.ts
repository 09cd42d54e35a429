/** Follows the event store's DynamoDB stream from now on. */

import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { AwsAccess } from './aws-access.ts';
import { entryOf } from './dynamo-event-store.ts';

export interface TailOptions {
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
  /** Called once: what is recorded from now on is told. */
  readonly onFollowing: () => void;
}

/** A shard may be read five times a second: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
const POLL_MS = 250;
/** Shards close after some hours, and others take over. */
const NEW_SHARDS_EVERY = 20;

/** Entries as they are appended; those of one order are in order, as long as they share a shard. */
export async function* tailEventStore(
  access: AwsAccess,
  table: string,
  { signal, sleep, onFollowing }: TailOptions,
): AsyncGenerator<LogEntry> {
  const streams = new DynamoDBStreamsClient(access);
  const { Table } = await new DynamoDBClient(access).send(new DescribeTableCommand({ TableName: table }));
  const StreamArn = Table?.LatestStreamArn;
  if (StreamArn === undefined) throw new Error(`Table ${table} has no stream.`);
  const seen = new Set<string>();
  const iterators = new Map<string, string>();

  async function followShards(type: 'LATEST' | 'TRIM_HORIZON'): Promise<void> {
    let from: string | undefined;
    do {
      const { StreamDescription } = await streams.send(
        new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: from }),
      );
      for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
        if (seen.has(ShardId)) continue;
        seen.add(ShardId);
        const command = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: type });
        const { ShardIterator } = await streams.send(command);
        if (ShardIterator !== undefined) iterators.set(ShardId, ShardIterator);
      }
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from !== undefined);
  }

  async function read(shard: string, iterator: string): Promise<_Record[]> {
    const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator: iterator }));
    if (NextShardIterator === undefined) iterators.delete(shard);
    else iterators.set(shard, NextShardIterator);
    return Records;
  }

  await followShards('LATEST');
  onFollowing();
  for (let round = 1; !signal.aborted; round += 1) {
    const batches = await Promise.all(Array.from(iterators, ([shard, iterator]) => read(shard, iterator)));
    for (const { dynamodb } of batches.flat()) {
      if (dynamodb?.NewImage) yield entryOf(dynamodb.NewImage);
    }
    if (batches.every((records) => records.length === 0)) await sleep(POLL_MS);
    if (round % NEW_SHARDS_EVERY === 0) await followShards('TRIM_HORIZON');
  }
}
