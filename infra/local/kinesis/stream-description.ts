/** `DescribeStream`, `DescribeStreamSummary` and `DescribeLimits`: a stream as the API shows it. */

import type { Context } from '../kernel/context.ts';
import { consumersOf } from './consumer.ts';
import { shardDescription, visibleShards } from './shard-description.ts';
import { isOpen, SHARD_ID, shardIndex } from './shard.ts';
import { authorizeStream, openStream, streamArn, streamsRange, type NamesStream, type Stream } from './stream.ts';

/** What `ListStreams` tells of each stream. */
export function streamSummary(context: Context, stream: Stream) {
  return {
    StreamName: stream.name,
    StreamARN: streamArn(stream, context.region),
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: stream.mode },
    StreamCreationTimestamp: stream.createdMs / 1000,
  };
}

function description(context: Context, stream: Stream) {
  return {
    ...streamSummary(context, stream),
    RetentionPeriodHours: stream.retentionHours,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: stream.keyId === undefined ? 'NONE' : 'KMS',
    ...(stream.keyId === undefined ? {} : { KeyId: stream.keyId }),
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html */
export function describeStream(
  context: Context,
  input: NamesStream & { readonly Limit?: number; readonly ExclusiveStartShardId?: string },
) {
  const stream = openStream(context, 'DescribeStream', input, {
    Limit: { type: 'number', min: 1, max: 10_000 },
    ExclusiveStartShardId: SHARD_ID,
  });
  const after = input.ExclusiveStartShardId === undefined ? -1 : (shardIndex(input.ExclusiveStartShardId) ?? -1);
  const shards = visibleShards(stream, context.now).filter(({ index }) => index > after);
  const most = input.Limit ?? 100;
  return {
    StreamDescription: {
      ...description(context, stream),
      Shards: shards.slice(0, most).map(shardDescription),
      HasMoreShards: shards.length > most,
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
export function describeStreamSummary(context: Context, input: NamesStream) {
  const stream = openStream(context, 'DescribeStreamSummary', input);
  return {
    StreamDescriptionSummary: {
      ...description(context, stream),
      OpenShardCount: stream.shards.filter(isOpen).length,
      ConsumerCount: consumersOf(context, stream).length,
      MaxRecordSizeInKiB: stream.maxRecordKiB,
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html */
export function describeLimits(context: Context) {
  const account = context.caller.account;
  authorizeStream(context, 'DescribeLimits', { account, name: '*' });
  const streams = [...context.tx.scan<Stream>(streamsRange(account))].map(([, stream]) => stream);
  return {
    ShardLimit: 100_000,
    OpenShardCount: streams
      .filter(({ mode }) => mode === 'PROVISIONED')
      .reduce((sum, { shards }) => sum + shards.filter(isOpen).length, 0),
    OnDemandStreamCount: streams.filter(({ mode }) => mode === 'ON_DEMAND').length,
    OnDemandStreamCountLimit: 1000,
  };
}
