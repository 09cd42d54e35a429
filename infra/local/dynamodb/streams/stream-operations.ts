/**
 * The API of DynamoDB Streams.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */

import { hash } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { Operation } from '../../kernel/service.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { resourceNotFound, validationError } from '../errors.ts';
import { parseInput } from '../shapes/shape.ts';
import { describeKeySchema } from '../table-description.ts';
import { addressOf } from '../table.ts';
import type { StoredRecord, StreamRecord } from './append-record.ts';
import { iteratorAt, positionOf } from './shard-iterator.ts';
import { describeStreamInput, getRecordsInput, getShardIteratorInput, listStreamsInput } from './stream-inputs.ts';
import type { DescribeStreamInput, GetRecordsInput, GetShardIteratorInput, ListStreamsInput } from './stream-inputs.ts';
import { findStream, parseSequenceNumber, RETENTION_MS, sequenceNumber, SHARDS, shardParts } from './stream.ts';
import { streamsOf, type Stream } from './stream.ts';
import { trimmedSequence } from './trim-stream.ts';

const MOST_RECORDS = 1000;
const MOST_BYTES = 1024 * 1024;

export const streamOperations: Readonly<Record<string, Operation>> = {
  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
};

function listStreams(context: Context, input: unknown) {
  const request = parseInput<ListStreamsInput>(listStreamsInput, input);
  const { account } = context.caller;
  const resource = `arn:aws:dynamodb:${context.region}:${account}:table/*/stream/*`;
  context.authorize({ action: 'dynamodb:ListStreams', resource });
  const tableName = request.TableName && addressOf(context, request.TableName).name;
  const after = request.ExclusiveStartStreamArn ?? '';
  const found = [...streamsOf(context, account, tableName)].filter(({ arn }) => arn > after);
  const limit = request.Limit ?? 100;
  const page = found.slice(0, limit);
  return {
    Streams: page.map(({ arn, tableName: TableName, label }) => ({ StreamArn: arn, TableName, StreamLabel: label })),
    ...(found.length > limit && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
}

function describeStream(context: Context, input: unknown) {
  const request = parseInput<DescribeStreamInput>(describeStreamInput, input);
  const stream = streamFor(context, 'dynamodb:DescribeStream', request.StreamArn);
  const after = request.ExclusiveStartShardId ?? '';
  const shards = shardIds(stream).filter((id) => id > after && request.ShardFilter === undefined);
  const limit = request.Limit ?? 100;
  const page = shards.slice(0, limit);
  return {
    StreamDescription: {
      StreamArn: stream.arn,
      StreamLabel: stream.label,
      StreamStatus: stream.closed ? 'DISABLED' : 'ENABLED',
      StreamViewType: stream.view,
      CreationRequestDateTime: stream.createdMs / 1000,
      TableName: stream.tableName,
      KeySchema: describeKeySchema(stream.key),
      Shards: page.map((ShardId) => ({ ShardId, SequenceNumberRange: sequenceRange(stream) })),
      ...(shards.length > limit && { LastEvaluatedShardId: page.at(-1) }),
    },
  };
}

function sequenceRange({ firstSequence, closed }: Stream) {
  return {
    StartingSequenceNumber: sequenceNumber(firstSequence),
    ...(closed && { EndingSequenceNumber: sequenceNumber(closed.lastSequence) }),
  };
}

/** In their own order, which is also that of their numbers. */
function shardIds({ createdMs, arn }: Stream): string[] {
  return Array.from({ length: SHARDS }, (_, shard) => {
    const started = String(createdMs * SHARDS + shard).padStart(20, '0');
    return `shardId-${started}-${hash('md5', `${arn} ${shard}`).slice(0, 8)}`;
  });
}

function getShardIterator(context: Context, input: unknown) {
  const request = parseInput<GetShardIteratorInput>(getShardIteratorInput, input);
  const stream = streamFor(context, 'dynamodb:GetShardIterator', request.StreamArn);
  const shard = shardIds(stream).indexOf(request.ShardId);
  if (shard < 0)
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Shard does not exist: ${request.ShardId}`,
    );
  const next = startOf(context, stream, shard, request);
  return { ShardIterator: iteratorAt(context, { streamArn: stream.arn, shard, next }) };
}

function startOf(context: Context, stream: Stream, shard: number, request: GetShardIteratorInput): number {
  const { ShardIteratorType: type, SequenceNumber: text } = request;
  if (type === 'TRIM_HORIZON') return 0;
  if (type === 'LATEST') return stream.closed ? stream.closed.lastSequence + 1 : context.sequence();
  if (text === undefined)
    throw validationError(`The parameter SequenceNumber is required when ShardIteratorType is ${type}`);
  const sequence = parseSequenceNumber(text);
  if (sequence < stream.firstSequence || (stream.closed && sequence > stream.closed.lastSequence))
    throw validationError(`Invalid SequenceNumber: ${text}`);
  if (sequence <= trimmedSequence(context, stream, shard)) throw trimmedData();
  return type === 'AT_SEQUENCE_NUMBER' ? sequence : sequence + 1;
}

function trimmedData(): AwsError {
  return new AwsError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard.',
  );
}

function getRecords(context: Context, input: unknown) {
  const request = parseInput<GetRecordsInput>(getRecordsInput, input);
  const position = positionOf(context, request.ShardIterator);
  const stream = streamFor(context, 'dynamodb:GetRecords', position.streamArn);
  const { Records, next } = readRecords(context, stream, position, request.Limit ?? MOST_RECORDS);
  const ended = Records.length === 0 && stream.closed !== undefined;
  return { Records, ...(!ended && { NextShardIterator: iteratorAt(context, { ...position, next }) }) };
}

function readRecords(context: Context, stream: Stream, position: { shard: number; next: number }, limit: number) {
  const parts = shardParts(stream, position.shard);
  const range = { from: key(...parts, position.next), to: within(...parts).to };
  const Records: StreamRecord[] = [];
  let bytes = 0;
  let next = position.next;
  for (const [, { atMs, record }] of context.tx.scan<StoredRecord>(range)) {
    if (atMs <= context.now - RETENTION_MS) continue;
    bytes += record.dynamodb.SizeBytes;
    if (Records.length > 0 && bytes > MOST_BYTES) break;
    Records.push(record);
    next = parseSequenceNumber(record.dynamodb.SequenceNumber) + 1;
    if (Records.length === limit) break;
  }
  return { Records, next };
}

function streamFor(context: Context, action: string, arn: string): Stream {
  context.authorize({ action, resource: arn });
  const stream = findStream(context, arn);
  if (stream === undefined) {
    const refusal = resourceNotFound();
    throw new AwsError(refusal.code, `${refusal.message}: Stream: ${arn} not found`);
  }
  return stream;
}
