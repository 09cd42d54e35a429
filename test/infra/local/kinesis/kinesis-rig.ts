/** Kinesis alone in an engine, called by operation, with one stream. */

import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import type { GetRecordsOutput } from '../../../../infra/local/kinesis/get-records-operation.ts';
import { kinesisService, type KinesisOptions } from '../../../../infra/local/kinesis/kinesis-service.ts';
import { testEngine } from '../test-engine.ts';

export const StreamName = 'intake';
export const StreamARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/intake';

export interface ShardShown {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  readonly SequenceNumberRange: { readonly StartingSequenceNumber: string; readonly EndingSequenceNumber?: string };
}

export interface PutShown {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}

export function kinesisRig(ShardCount = 1, options: KinesisOptions = {}) {
  const rig = testEngine([kinesisService(options)], { store: sqliteStore(':memory:') });
  const kinesis = <Output>(operation: string, input: object): Output =>
    rig.call<Output>('kinesis', operation, { StreamName, ...input });
  kinesis('CreateStream', { ShardCount });
  const iterator = (ShardId: string, more: object = {}): string =>
    kinesis<{ ShardIterator: string }>('GetShardIterator', { ShardId, ShardIteratorType: 'TRIM_HORIZON', ...more })
      .ShardIterator;
  const records = (ShardIterator: string, Limit?: number): GetRecordsOutput =>
    rig.call('kinesis', 'GetRecords', { ShardIterator, ...(Limit === undefined ? {} : { Limit }) });
  return {
    kinesis,
    iterator,
    records,
    signals: rig.signals,
    run: <T>(work: Parameters<typeof rig.run<T>>[0]): T => rig.run(work),
    now: (): number => rig.now(),
    advance: (ms: number): void => rig.advance(ms),
    put: (text: string, PartitionKey: string, more: object = {}): PutShown =>
      kinesis<PutShown>('PutRecord', { Data: Buffer.from(text).toString('base64'), PartitionKey, ...more }),
    shards: (): readonly ShardShown[] => kinesis<{ Shards: readonly ShardShown[] }>('ListShards', {}).Shards,
    /** Everything in a shard, from its beginning. */
    texts: (shardId: string): string[] =>
      records(iterator(shardId)).Records.map(({ Data }) => Buffer.from(Data, 'base64').toString()),
  };
}

export function isOpen({ SequenceNumberRange }: ShardShown): boolean {
  return SequenceNumberRange.EndingSequenceNumber === undefined;
}
