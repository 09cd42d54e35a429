import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen, kinesisRig } from './kinesis-rig.ts';

type Step =
  | { readonly type: 'put'; readonly key: string; readonly count: number }
  | { readonly type: 'read'; readonly limit: number }
  | { readonly type: 'split' | 'merge' | 'scale'; readonly number: number }
  | { readonly type: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('put' as const),
      key: fc.constantFrom('a', 'b', 'c', 'd', 'é'),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 8 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('split' as const, 'merge' as const, 'scale' as const),
      number: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(60_000) }) },
);

test('readers who follow the shards see every record once, and each key in order, while shards split and merge', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50, size: 'max' }), (steps) => {
      const stream = streamUnderTest();
      for (const one of steps) stream.perform(one);
      stream.drain();
      expect(stream.seen).toEqual(stream.sent);
    }),
    { numRuns: 60 },
  );
});

/** A stream with one reader a shard; a child is read only when its parents are read to the end. */
function streamUnderTest() {
  const { kinesis, iterator, records, shards, advance } = kinesisRig(2);
  const sent: Record<string, number[]> = {};
  const seen: Record<string, number[]> = {};
  const positions = new Map<string, string | undefined>();
  const last = new Map<string, bigint>();

  function put(PartitionKey: string, count: number): void {
    const numbers = (sent[PartitionKey] ??= []);
    const from = numbers.length;
    const added = Array.from({ length: count }, (_, index) => from + index);
    numbers.push(...added);
    const Records = added.map((number) => ({ PartitionKey, Data: Buffer.from(String(number)).toString('base64') }));
    expect(kinesis('PutRecords', { Records })).toMatchObject({ FailedRecordCount: 0 });
  }

  /** True if the shard brought anything or came to its end. */
  function readShard(shardId: string, limit: number): boolean {
    const position = positions.has(shardId) ? positions.get(shardId) : iterator(shardId);
    if (position === undefined) return false;
    const { Records, NextShardIterator } = records(position, limit);
    positions.set(shardId, NextShardIterator);
    for (const { PartitionKey, Data, SequenceNumber } of Records) {
      expect(BigInt(SequenceNumber)).toBeGreaterThan(last.get(shardId) ?? 0n);
      last.set(shardId, BigInt(SequenceNumber));
      (seen[PartitionKey] ??= []).push(Number(Buffer.from(Data, 'base64').toString()));
    }
    return Records.length > 0 || NextShardIterator === undefined;
  }

  function read(limit: number): boolean {
    const ended = (id: string | undefined): boolean =>
      id === undefined || (positions.has(id) && positions.get(id) === undefined);
    const due = shards().filter(
      ({ ParentShardId, AdjacentParentShardId }) => ended(ParentShardId) && ended(AdjacentParentShardId),
    );
    return due.map(({ ShardId }) => readShard(ShardId, limit)).some(Boolean);
  }

  function reshard(type: 'split' | 'merge' | 'scale', number: number): void {
    const open = shards()
      .filter(isOpen)
      .sort((one, other) => (start(one) < start(other) ? -1 : 1));
    const chosen = open[number % open.length];
    const next = open[(number % open.length) + 1];
    if (type === 'split' && chosen !== undefined) {
      const middle = (start(chosen) + BigInt(chosen.HashKeyRange.EndingHashKey)) / 2n;
      kinesis('SplitShard', { ShardToSplit: chosen.ShardId, NewStartingHashKey: String(middle) });
    } else if (type === 'merge' && chosen !== undefined && next !== undefined)
      kinesis('MergeShards', { ShardToMerge: chosen.ShardId, AdjacentShardToMerge: next.ShardId });
    else if (type === 'scale') {
      const TargetShardCount = Math.ceil(open.length / 2) + (number % (open.length + 1));
      kinesis('UpdateShardCount', { TargetShardCount, ScalingType: 'UNIFORM_SCALING' });
    }
  }

  return {
    sent,
    seen,
    perform(action: Step): void {
      if (action.type === 'put') put(action.key, action.count);
      else if (action.type === 'read') read(action.limit);
      else if (action.type === 'wait') advance(action.ms);
      else reshard(action.type, action.number);
    },
    drain(): void {
      while (read(100));
    },
  };
}

function start({ HashKeyRange }: { readonly HashKeyRange: { readonly StartingHashKey: string } }): bigint {
  return BigInt(HashKeyRange.StartingHashKey);
}
