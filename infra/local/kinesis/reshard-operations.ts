/** `SplitShard`, `MergeShards` and `UpdateShardCount`: done when they answer, the stream stays active. */

import type { Context } from '../kernel/context.ts';
import { invalidArgument, limitExceeded, resourceNotFound, validationFailure } from './kinesis-errors.ts';
import { areAdjacent, merge, scaleTo, split } from './reshard.ts';
import { findShard, fullShardId, isOpen, SHARD_ID, shardId, type Shard } from './shard.ts';
import { openStream, saveStream, streamArn, type NamesStream, type Stream } from './stream.ts';

export interface SplitShardInput extends NamesStream {
  readonly ShardToSplit: string;
  readonly NewStartingHashKey: string;
}

export interface MergeShardsInput extends NamesStream {
  readonly ShardToMerge: string;
  readonly AdjacentShardToMerge: string;
}

export interface UpdateShardCountInput extends NamesStream {
  readonly TargetShardCount: number;
  readonly ScalingType: 'UNIFORM_SCALING';
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html */
export function splitShard(context: Context, input: SplitShardInput): void {
  const stream = openStream(context, 'SplitShard', input, {
    NewStartingHashKey: { type: 'string', required: true, pattern: '0|([1-9]\\d{0,38})' },
    ShardToSplit: { ...SHARD_ID, required: true },
  });
  checkProvisioned(stream);
  const shard = openShard(stream, input.ShardToSplit);
  const start = BigInt(input.NewStartingHashKey);
  if (start <= BigInt(shard.startingHashKey) + 1n || start >= BigInt(shard.endingHashKey))
    throw invalidArgument(
      `NewStartingHashKey ${start} used in SplitShard() on shard ${shardId(shard)} ${under(stream)} is not both greater than one plus the shard's StartingHashKey ${shard.startingHashKey} and less than the shard's EndingHashKey ${shard.endingHashKey}.`,
    );
  saveStream(context, { ...stream, shards: split(stream.shards, shard, start, context.now) });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html */
export function mergeShards(context: Context, input: MergeShardsInput): void {
  const stream = openStream(context, 'MergeShards', input, {
    ShardToMerge: { ...SHARD_ID, required: true },
    AdjacentShardToMerge: { ...SHARD_ID, required: true },
  });
  checkProvisioned(stream);
  const lower = openShard(stream, input.ShardToMerge);
  const upper = openShard(stream, input.AdjacentShardToMerge);
  if (!areAdjacent(lower, upper))
    throw invalidArgument(
      `Shards ${shardId(lower)} and ${shardId(upper)} ${under(stream)} are not an adjacent pair of shards eligible for merging`,
    );
  saveStream(context, { ...stream, shards: merge(stream.shards, lower, upper, context.now) });
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html */
export function updateShardCount(context: Context, input: UpdateShardCountInput) {
  const stream = openStream(context, 'UpdateShardCount', input, {
    ScalingType: { type: 'string', required: true, values: ['UNIFORM_SCALING'] },
    TargetShardCount: { type: 'number', required: true, min: 1, max: 100_000 },
  });
  checkProvisioned(stream);
  const target = input.TargetShardCount;
  const current = stream.shards.filter(isOpen).length;
  const counts = `Current open shard count: ${current}, Target shard count: ${target}`;
  if (target > current * 2)
    throw limitExceeded(`UpdateShardCount cannot scale up over double your current open shard count. ${counts}`);
  if (target < current / 2)
    throw limitExceeded(`UpdateShardCount cannot scale down below half your current open shard count. ${counts}`);
  saveStream(context, { ...stream, shards: scaleTo(stream.shards, target, context.now) });
  return {
    StreamName: stream.name,
    StreamARN: streamArn(stream, context.region),
    CurrentShardCount: current,
    TargetShardCount: target,
  };
}

function checkProvisioned(stream: Stream): void {
  if (stream.mode === 'ON_DEMAND')
    throw validationFailure(
      `Request is invalid. Stream ${stream.name} under account ${stream.account} is in On-Demand mode.`,
    );
}

function openShard(stream: Stream, id: string): Shard {
  const shard = findShard(stream.shards, id);
  if (shard === undefined) throw resourceNotFound(`Could not find shard ${fullShardId(id)} ${under(stream)}.`);
  if (!isOpen(shard))
    throw invalidArgument(
      `Shard ${shardId(shard)} ${under(stream)} has already been merged or split, and thus is not eligible for merging or splitting.`,
    );
  return shard;
}

function under({ name, account }: Stream): string {
  return `in stream ${name} under account ${account}`;
}
