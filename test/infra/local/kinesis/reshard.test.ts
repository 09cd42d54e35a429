import { expect, test } from 'vitest';
import { LARGEST_HASH_KEY } from '../../../../infra/local/kinesis/shard.ts';
import { isOpen, kinesisRig, StreamARN } from './kinesis-rig.ts';

const MIDDLE = String(2n ** 127n);

test('a split closes the parent, whose reader is told of the children', () => {
  const { kinesis, put, records, iterator, shards, texts } = kinesisRig();
  put('before', 'key');
  kinesis('SplitShard', { ShardToSplit: 'shardId-000000000000', NewStartingHashKey: MIDDLE });
  put('low', 'key', { ExplicitHashKey: '0' });
  put('high', 'key', { ExplicitHashKey: MIDDLE });
  expect(shards().map(({ HashKeyRange }) => HashKeyRange)).toEqual([
    { StartingHashKey: '0', EndingHashKey: String(LARGEST_HASH_KEY) },
    { StartingHashKey: '0', EndingHashKey: String(2n ** 127n - 1n) },
    { StartingHashKey: MIDDLE, EndingHashKey: String(LARGEST_HASH_KEY) },
  ]);
  const end = records(iterator('shardId-000000000000'));
  expect(end.NextShardIterator).toBeUndefined();
  expect(end.ChildShards?.map(({ ShardId }) => ShardId)).toEqual(['shardId-000000000001', 'shardId-000000000002']);
  expect(['0', '1', '2'].map((n) => texts(`shardId-00000000000${n}`))).toEqual([['before'], ['low'], ['high']]);
});

test('a merge needs neighbours, in their order', () => {
  const { kinesis, shards } = kinesisRig(3);
  const merge = (one: number, other: number) =>
    kinesis('MergeShards', { ShardToMerge: `shardId-${one}`, AdjacentShardToMerge: `shardId-${other}` });
  expect(() => merge(0, 2)).toThrow('are not an adjacent pair of shards eligible for merging');
  expect(() => merge(1, 0)).toThrow('are not an adjacent pair');
  merge(0, 1);
  expect(shards().at(-1)).toMatchObject({
    ShardId: 'shardId-000000000003',
    ParentShardId: 'shardId-000000000000',
    AdjacentParentShardId: 'shardId-000000000001',
  });
  expect(() => merge(0, 1)).toThrow('has already been merged or split');
});

test.each([
  [4, 6, 2],
  [1, 3, 2],
  [3, 7, 4],
])('two shards scaled to %i: %i shards in all, %i closed', (TargetShardCount, all, closed) => {
  const { kinesis, shards } = kinesisRig(2);
  kinesis('UpdateShardCount', { TargetShardCount, ScalingType: 'UNIFORM_SCALING' });
  expect(shards()).toHaveLength(all);
  expect(shards().filter((shard) => !isOpen(shard))).toHaveLength(closed);
});

test('scaling goes no further than double or half', () => {
  const { kinesis } = kinesisRig(4);
  const scale = (TargetShardCount: number) =>
    kinesis('UpdateShardCount', { StreamName: undefined, StreamARN, TargetShardCount, ScalingType: 'UNIFORM_SCALING' });
  expect(() => scale(9)).toThrow('cannot scale up over double your current open shard count');
  expect(() => scale(1)).toThrow('cannot scale down below half your current open shard count');
});

test.each(['1', String(LARGEST_HASH_KEY), '9'.repeat(39)])('a shard cannot be split at %s', (NewStartingHashKey) => {
  const { kinesis } = kinesisRig();
  expect(() => kinesis('SplitShard', { ShardToSplit: 'shard-0', NewStartingHashKey })).toThrow(
    "is not both greater than one plus the shard's StartingHashKey 0",
  );
});

test('shards are listed page by page, and by the time they were open', () => {
  const { kinesis, advance, now } = kinesisRig();
  interface Listed {
    readonly Shards: readonly { readonly ShardId: string }[];
    readonly NextToken?: string;
  }
  const list = (input: object): Listed => kinesis<Listed>('ListShards', input);
  const filter = (ShardFilter: object): string[] =>
    list({ ShardFilter }).Shards.map(({ ShardId }) => ShardId.slice(-1));
  const before = now() / 1000;
  advance(1000);
  kinesis('SplitShard', { ShardToSplit: 'shardId-0', NewStartingHashKey: MIDDLE });
  expect(filter({ Type: 'AT_LATEST' })).toEqual(['1', '2']);
  expect(filter({ Type: 'AT_TIMESTAMP', Timestamp: before })).toEqual(['0']);
  expect(filter({ Type: 'FROM_TRIM_HORIZON' })).toEqual(['0', '1', '2']);
  expect(filter({ Type: 'AFTER_SHARD_ID', ShardId: 'shardId-000000000001' })).toEqual(['2']);
  const first = list({ MaxResults: 2 });
  expect(first.Shards).toHaveLength(2);
  expect(list({ StreamName: undefined, NextToken: first.NextToken }).Shards).toHaveLength(1);
  advance(24 * 3_600_000);
  expect(filter({ Type: 'FROM_TRIM_HORIZON' })).toEqual(['1', '2']);
});
