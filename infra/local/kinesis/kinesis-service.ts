/** Amazon Kinesis Data Streams: records in shards, in order per key, readable from any place until they expire. */

import { jsonProtocol } from '../kernel/json-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import {
  deregisterStreamConsumer,
  describeStreamConsumer,
  listStreamConsumers,
  registerStreamConsumer,
} from './consumer-operations.ts';
import { getRecords } from './get-records-operation.ts';
import { getShardIterator } from './get-shard-iterator-operation.ts';
import { listShards } from './list-shards-operation.ts';
import { putRecord, putRecords } from './put-operations.ts';
import { listStreams } from './list-streams-operation.ts';
import { mergeShards, splitShard, updateShardCount } from './reshard-operations.ts';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from './resource-policy-operations.ts';
import { resourcePolicyProvider } from './resource-policy-resource.ts';
import { trim } from './retention.ts';
import {
  decreaseRetention,
  increaseRetention,
  startStreamEncryption,
  stopStreamEncryption,
  updateMaxRecordSize,
  updateStreamMode,
} from './setting-operations.ts';
import { streamConsumerProvider } from './stream-consumer-resource.ts';
import { describeLimits, describeStream, describeStreamSummary } from './stream-description.ts';
import { createStream, deleteStream } from './stream-operations.ts';
import { streamProvider } from './stream-resource.ts';
import {
  addTagsToStream,
  listTagsForResource,
  listTagsForStream,
  removeTagsFromStream,
  tagResource,
  untagResource,
} from './tag-operations.ts';
import { provisionedThroughput, unlimitedThroughput } from './throughput.ts';

export interface KinesisOptions {
  /** Refuse what a provisioned shard would not take in a second. Off unless told. */
  readonly enforceThroughput?: boolean;
}

/** The service `kinesis`. */
export function kinesisService({ enforceThroughput = false }: KinesisOptions = {}): Service {
  const throughput = enforceThroughput ? provisionedThroughput : unlimitedThroughput;
  const operations: Readonly<Record<string, Operation>> = {
    AddTagsToStream: addTagsToStream,
    CreateStream: createStream,
    DecreaseStreamRetentionPeriod: decreaseRetention,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteStream: deleteStream,
    DeregisterStreamConsumer: deregisterStreamConsumer,
    DescribeLimits: describeLimits,
    DescribeStream: describeStream,
    DescribeStreamConsumer: describeStreamConsumer,
    DescribeStreamSummary: describeStreamSummary,
    GetRecords: getRecords,
    GetResourcePolicy: getResourcePolicy,
    GetShardIterator: getShardIterator,
    IncreaseStreamRetentionPeriod: increaseRetention,
    ListShards: listShards,
    ListStreamConsumers: listStreamConsumers,
    ListStreams: listStreams,
    ListTagsForResource: listTagsForResource,
    ListTagsForStream: listTagsForStream,
    MergeShards: mergeShards,
    PutRecord: putRecord(throughput),
    PutRecords: putRecords(throughput),
    PutResourcePolicy: putResourcePolicy,
    RegisterStreamConsumer: registerStreamConsumer,
    RemoveTagsFromStream: removeTagsFromStream,
    SplitShard: splitShard,
    StartStreamEncryption: startStreamEncryption,
    StopStreamEncryption: stopStreamEncryption,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateMaxRecordSize: updateMaxRecordSize,
    UpdateShardCount: updateShardCount,
    UpdateStreamMode: updateStreamMode,
  };
  return {
    name: 'kinesis',
    operations,
    ...jsonProtocol(operations, { version: '1.1' }),
    tasks: { trim },
    resources: {
      'AWS::Kinesis::ResourcePolicy': resourcePolicyProvider,
      'AWS::Kinesis::Stream': streamProvider,
      'AWS::Kinesis::StreamConsumer': streamConsumerProvider,
    },
  };
}
