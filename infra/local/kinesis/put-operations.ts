/** `PutRecord` and `PutRecords`. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import type { Operation } from '../kernel/service.ts';
import { checkConstraints, type Constraint } from './constraints.ts';
import { invalidArgument, validationFailure } from './kinesis-errors.ts';
import { dataBytes, recordKey, type StoredRecord } from './record.ts';
import { parseSequenceNumber, sequenceNumber } from './sequence-number.ts';
import { hashKeyOf, LARGEST_HASH_KEY, shardId, shardRouter, type Shard } from './shard.ts';
import { openStream, streamTopic, type NamesStream, type Stream } from './stream.ts';
import type { Throughput } from './throughput.ts';

interface PutRecordsEntry {
  /** Base64. */
  readonly Data: string;
  readonly PartitionKey: string;
  readonly ExplicitHashKey?: string;
}

interface PutRecordInput extends NamesStream, PutRecordsEntry {
  readonly SequenceNumberForOrdering?: string;
}

interface PutRecordsInput extends NamesStream {
  readonly Records: readonly PutRecordsEntry[];
}

interface Put {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}

interface NotPut {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** Bytes of one `PutRecords` request, partition keys included. */
const LARGEST_REQUEST = 10 * 1_048_576;

const ENTRY: Readonly<Record<string, Constraint>> = {
  Data: { type: 'string', required: true },
  PartitionKey: { type: 'string', required: true, min: 1, max: 256 },
  ExplicitHashKey: { type: 'string', pattern: '0|([1-9]\\d{0,38})' },
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export function putRecord(throughput: Throughput): Operation {
  return (context, input: PutRecordInput) => {
    const stream = openStream(context, 'PutRecord', input, {
      ...ENTRY,
      SequenceNumberForOrdering: { type: 'string', pattern: '0|([1-9]\\d{0,128})' },
    });
    checkOrdering(input.SequenceNumberForOrdering);
    checkSize(stream, input);
    const put = putter(context, stream, throughput)(input);
    if ('ErrorCode' in put) throw new AwsError(put.ErrorCode, put.ErrorMessage);
    context.signal(streamTopic(stream, context.region));
    return { ...put, ...encryption(stream) };
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
export function putRecords(throughput: Throughput): Operation {
  return (context, input: PutRecordsInput) => {
    const stream = openStream(context, 'PutRecords', input, {
      Records: { type: 'list', required: true, min: 1, max: 500 },
    });
    checkEntries(stream, input.Records);
    const Records = input.Records.map(putter(context, stream, throughput));
    const FailedRecordCount = Records.filter((record) => 'ErrorCode' in record).length;
    if (FailedRecordCount < Records.length) context.signal(streamTopic(stream, context.region));
    return { FailedRecordCount, Records, ...encryption(stream) };
  };
}

function checkEntries(stream: Stream, entries: readonly PutRecordsEntry[]): void {
  let bytes = 0;
  entries.forEach((entry, index) => {
    checkConstraints(entry, ENTRY, `records.${index + 1}.member.`);
    bytes += checkSize(stream, entry, `records.${index + 1}.member.`);
  });
  if (bytes > LARGEST_REQUEST) throw invalidArgument('Records size exceeds 10 MB limit');
}

/** Refuses a record too large for the stream, and returns the bytes of a good one. */
function checkSize(stream: Stream, { Data, PartitionKey, ExplicitHashKey }: PutRecordsEntry, at = ''): number {
  const data = Buffer.from(Data, 'base64');
  if (data.toString('base64') !== Data) throw new AwsError('SerializationException', 'Data is not base64.');
  const largest = stream.maxRecordKiB * 1024;
  const bytes = data.length + Buffer.byteLength(PartitionKey);
  if (bytes > largest)
    throw validationFailure(
      `1 validation error detected: Value at '${at}data' failed to satisfy constraint: Member must have length less than or equal to ${largest}`,
    );
  if (ExplicitHashKey !== undefined && BigInt(ExplicitHashKey) > LARGEST_HASH_KEY)
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${ExplicitHashKey}`,
    );
  return bytes;
}

/** Records come in the order of the requests here, so this is only checked. */
function checkOrdering(sequenceNumberForOrdering: string | undefined): void {
  if (sequenceNumberForOrdering === undefined || sequenceNumberForOrdering === '0') return;
  if (parseSequenceNumber(sequenceNumberForOrdering) === undefined)
    throw invalidArgument(
      `ExclusiveMinimumSequenceNumber ${sequenceNumberForOrdering} used in PutRecord on stream is invalid.`,
    );
}

function putter(context: Context, stream: Stream, throughput: Throughput): (entry: PutRecordsEntry) => Put | NotPut {
  const route = shardRouter(stream.shards);
  return ({ Data, PartitionKey, ExplicitHashKey }) => {
    const shard: Shard = route(ExplicitHashKey === undefined ? hashKeyOf(PartitionKey) : BigInt(ExplicitHashKey));
    if (!throughput.admits(context, stream, shard, dataBytes(Data)))
      return {
        ErrorCode: 'ProvisionedThroughputExceededException',
        ErrorMessage: `Rate exceeded for shard ${shardId(shard)} in stream ${stream.name} under account ${stream.account}.`,
      };
    const seq = context.sequence();
    const record: StoredRecord = { data: Data, partitionKey: PartitionKey, arrivedMs: context.now };
    context.tx.put(recordKey(stream, shard.index, seq), record);
    return { SequenceNumber: sequenceNumber(shard, seq, context.now), ShardId: shardId(shard) };
  };
}

function encryption({ keyId }: Stream): { readonly EncryptionType?: 'KMS' } {
  return keyId === undefined ? {} : { EncryptionType: 'KMS' };
}
