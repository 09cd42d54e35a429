/** The inputs of DynamoDB Streams' operations. */

import { structure } from '../shapes/collection.ts';
import { plainTableName } from '../shapes/members.ts';
import { integer, string } from '../shapes/scalar.ts';

const streamArn = { minLength: 37, maxLength: 1024 };
const shardId = { minLength: 28, maxLength: 65 };

export interface ListStreamsInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

export const listStreamsInput = structure({
  TableName: plainTableName,
  Limit: integer('Integer', { min: 1, max: 100 }),
  ExclusiveStartStreamArn: string(streamArn),
});

export interface DescribeStreamInput {
  readonly StreamArn: string;
  readonly Limit?: number;
  readonly ExclusiveStartShardId?: string;
  readonly ShardFilter?: { readonly Type: string; readonly ShardId: string };
}

export const describeStreamInput = structure({
  StreamArn: string({ required: true, ...streamArn }),
  Limit: integer('Integer', { min: 1, max: 100 }),
  ExclusiveStartShardId: string(shardId),
  ShardFilter: structure({ Type: string({ oneOf: ['CHILD_SHARDS'] }), ShardId: string(shardId) }, 'ShardFilter'),
});

export interface GetShardIteratorInput {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  readonly SequenceNumber?: string;
}

export const getShardIteratorInput = structure({
  StreamArn: string({ required: true, ...streamArn }),
  ShardId: string({ required: true, ...shardId }),
  ShardIteratorType: string({
    required: true,
    oneOf: ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'],
  }),
  SequenceNumber: string({ minLength: 21, maxLength: 40 }),
});

export interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

export const getRecordsInput = structure({
  ShardIterator: string({ required: true, minLength: 1, maxLength: 2048 }),
  Limit: integer('Integer', { min: 1, max: 1000 }),
});
