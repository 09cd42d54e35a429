import { expect, test } from 'vitest';
import { kinesisRig, StreamName } from './kinesis-rig.ts';

const DATA = Buffer.from('x').toString('base64');

test('all violations of an input are named in one message', () => {
  const { kinesis } = kinesisRig();
  expect(() => kinesis('PutRecord', { StreamName: '', PartitionKey: '' })).toThrow(
    "4 validation errors detected: Value null at 'data' failed to satisfy constraint: Member must not be null; " +
      "Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
      "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
      "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test.each([
  [{ Records: [] }, "Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than"],
  [{ Records: Array.from({ length: 501 }, () => ({ Data: DATA, PartitionKey: 'k' })) }, 'less than or equal to 500'],
  [{ Records: [{ Data: DATA, PartitionKey: 'k'.repeat(257) }] }, "'records.1.member.partitionKey'"],
  [{ Records: [null] }, 'not of the expected type'],
  [{ Records: [{ Data: 'not base64', PartitionKey: 'k' }] }, 'not base64'],
  [
    { Records: [{ Data: Buffer.alloc(1_048_576).toString('base64'), PartitionKey: 'k' }] },
    'less than or equal to 1048576',
  ],
  [{ Records: [{ Data: DATA, PartitionKey: 'k', ExplicitHashKey: String(2n ** 128n) }] }, 'Invalid ExplicitHashKey'],
])('a batch is refused as a whole (%#)', (input, message) => {
  const { kinesis, texts } = kinesisRig();
  expect(() => kinesis('PutRecords', input)).toThrow(message);
  expect(texts('shardId-000000000000')).toEqual([]);
});

test('a request takes 10 MiB at most, where the stream takes records so large', () => {
  const { kinesis } = kinesisRig();
  kinesis('UpdateMaxRecordSize', { MaxRecordSizeInKiB: 10_240 });
  const half = Buffer.alloc(5 * 1_048_576).toString('base64');
  const record = { Data: half, PartitionKey: 'k' };
  expect(kinesis('PutRecords', { Records: [record] })).toMatchObject({ FailedRecordCount: 0 });
  expect(() => kinesis('PutRecords', { Records: [record, record] })).toThrow('Records size exceeds');
});

test('a stream that is not there, or is there already', () => {
  const { kinesis } = kinesisRig();
  expect(() => kinesis('DescribeStream', { StreamName: 'other' })).toThrow(
    'Stream other under account 000000000000 not found.',
  );
  expect(() => kinesis('CreateStream', { ShardCount: 1 })).toThrow(
    'Stream intake under account 000000000000 already exists.',
  );
  expect(() => kinesis('DescribeStream', { StreamName: undefined })).toThrow('either the StreamARN or the StreamName');
});

test.each([
  [{ ShardId: 'shardId-5' }, 'Shard shardId-000000000005 in stream intake under account 000000000000 does not exist'],
  [{ ShardId: 'ABC' }, 'Could not find shard ABC in stream intake under account 000000000000.'],
  [{ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }, 'Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.'],
  [{ StartingSequenceNumber: '5' }, 'Request specified TRIM_HORIZON and also a StartingSequenceNumber.'],
  [
    { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: '5' },
    'because it did not come from this stream.',
  ],
  [{ ShardIteratorType: 'AT_TIMESTAMP' }, 'Must specify timestampInMillis'],
  [{ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: 4e9 }, 'cannot be greater than the currentTimestampInMillis'],
])('no iterator for %j', (input, message) => {
  const { iterator } = kinesisRig();
  expect(() => iterator('shardId-000000000000', input)).toThrow(message);
});

test('a sequence number belongs to its shard', () => {
  const { put, iterator } = kinesisRig(2);
  const { SequenceNumber } = put('x', 'k', { ExplicitHashKey: '0' });
  const at = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: SequenceNumber };
  expect(() => iterator('shardId-000000000001', at)).toThrow(
    'It encodes shardId-000000000000, while it was used in a call to a shard with shardId-000000000001',
  );
});

test('an iterator is ours and not older than five minutes', () => {
  const { records, iterator, advance } = kinesisRig();
  expect(() => records('junk')).toThrow('Invalid ShardIterator.');
  const early = iterator('shardId-0');
  advance(300_000);
  expect(records(early).Records).toEqual([]);
  advance(1);
  expect(() => records(early)).toThrow(
    'The iterator was created at time Thu Jan 01 00:00:00 UTC 2026 while right now it is Thu Jan 01 00:05:00 UTC 2026',
  );
});

test('a shard takes 1,000 records and 1 MiB a second where that is enforced', () => {
  const { kinesis, advance } = kinesisRig(2, { enforceThroughput: true });
  const batch = (count: number, ExplicitHashKey: string) =>
    kinesis<{ FailedRecordCount: number; Records: object[] }>('PutRecords', {
      StreamName,
      Records: Array.from({ length: count }, () => ({ Data: DATA, PartitionKey: 'k', ExplicitHashKey })),
    });
  batch(500, '0');
  batch(499, '0');
  const answer = batch(2, '0');
  expect(answer.FailedRecordCount).toBe(1);
  expect(answer.Records[1]).toMatchObject({ ErrorCode: 'ProvisionedThroughputExceededException' });
  expect(batch(1, String(2n ** 127n)).FailedRecordCount).toBe(0);
  advance(1000);
  expect(batch(1, '0').FailedRecordCount).toBe(0);
});
