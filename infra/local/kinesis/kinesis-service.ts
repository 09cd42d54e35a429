/** Amazon Kinesis Data Streams: records in shards, in order per key, readable from any place until they expire. */

import { jsonProtocol } from '../kernel/json-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import { getRecords } from './get-records-operation.ts';
import { getShardIterator } from './get-shard-iterator-operation.ts';
import { putRecord, putRecords } from './put-operations.ts';
import { trim } from './retention.ts';
import { describeLimits, describeStream, describeStreamSummary } from './stream-description.ts';
import { createStream, deleteStream, listStreams } from './stream-operations.ts';
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
    DeleteStream: deleteStream,
    DescribeLimits: describeLimits,
    DescribeStream: describeStream,
    DescribeStreamSummary: describeStreamSummary,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
    ListTagsForResource: listTagsForResource,
    ListTagsForStream: listTagsForStream,
    PutRecord: putRecord(throughput),
    PutRecords: putRecords(throughput),
    RemoveTagsFromStream: removeTagsFromStream,
    TagResource: tagResource,
    UntagResource: untagResource,
  };
  return {
    name: 'kinesis',
    operations,
    ...jsonProtocol(operations, { version: '1.1' }),
    tasks: { trim },
    resources: { 'AWS::Kinesis::Stream': streamProvider },
  };
}
