import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  type ShardIteratorType,
} from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { kinesisService } from '../../../../infra/local/kinesis/kinesis-service.ts';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { reaching, testEngine } from '../test-engine.ts';

const StreamName = 'intake';

async function stream(ShardCount = 1) {
  const rig = testEngine([kinesisService()], { store: sqliteStore(':memory:') });
  const client = new KinesisClient(reaching(rig.requestHandler('kinesis')));
  await client.send(new CreateStreamCommand({ StreamName, ShardCount }));
  const iterator = async (ShardIteratorType: ShardIteratorType, more = {}) =>
    (
      await client.send(
        new GetShardIteratorCommand({ StreamName, ShardId: 'shardId-000000000000', ShardIteratorType, ...more }),
      )
    ).ShardIterator;
  const read = (ShardIterator: string | undefined, Limit?: number) =>
    client.send(new GetRecordsCommand({ ShardIterator, Limit }));
  const put = (text: string, PartitionKey = 'key') =>
    client.send(new PutRecordCommand({ StreamName, Data: Buffer.from(text), PartitionKey }));
  return { rig, client, iterator, read, put };
}

function texts(records: readonly { Data?: Uint8Array | undefined }[] | undefined): string[] {
  return (records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString());
}

test('records are read in the order they were put, page by page', async () => {
  const { iterator, read, put, rig } = await stream();
  for (const text of ['a', 'b', 'c']) {
    await put(text);
    rig.advance(1000);
  }
  const first = await read(await iterator('TRIM_HORIZON'), 2);
  expect(texts(first.Records)).toEqual(['a', 'b']);
  expect(first.MillisBehindLatest).toBe(1000);
  const second = await read(first.NextShardIterator);
  expect(texts(second.Records)).toEqual(['c']);
  expect(second.MillisBehindLatest).toBe(0);
  expect(texts((await read(second.NextShardIterator)).Records)).toEqual([]);
});

test('every type of iterator begins where it says', async () => {
  const { iterator, read, put, rig } = await stream();
  await put('a');
  rig.advance(1000);
  const { SequenceNumber } = await put('b');
  const Timestamp = new Date(rig.now());
  const latest = await iterator('LATEST');
  rig.advance(1000);
  await put('c');
  const from = async (type: ShardIteratorType, more = {}) => texts((await read(await iterator(type, more))).Records);
  expect(await from('AT_SEQUENCE_NUMBER', { StartingSequenceNumber: SequenceNumber })).toEqual(['b', 'c']);
  expect(await from('AFTER_SEQUENCE_NUMBER', { StartingSequenceNumber: SequenceNumber })).toEqual(['c']);
  expect(await from('AT_TIMESTAMP', { Timestamp })).toEqual(['b', 'c']);
  expect(texts((await read(latest)).Records)).toEqual(['c']);
  expect(SequenceNumber).toMatch(/^49\d{54}$/);
});

test('a batch is spread over the shards by the MD5 of its keys, and by explicit hash keys', async () => {
  const { client, rig } = await stream(2);
  const answer = await client.send(
    new PutRecordsCommand({
      StreamName,
      Records: [
        { Data: Buffer.from('1'), PartitionKey: 'a' },
        { Data: Buffer.from('2'), PartitionKey: 'a', ExplicitHashKey: '0' },
        { Data: Buffer.from('3'), PartitionKey: 'a', ExplicitHashKey: String(2n ** 128n - 1n) },
      ],
    }),
  );
  expect(answer.FailedRecordCount).toBe(0);
  expect(answer.Records?.map(({ ShardId }) => ShardId?.at(-1))).toEqual(['0', '0', '1']);
  expect(rig.signals).toEqual(['kinesis:arn:aws:kinesis:us-east-1:000000000000:stream/intake']);
});

test('iterators expire after five minutes, records with the retention period', async () => {
  const { iterator, read, put, rig } = await stream();
  await put('old');
  const early = await iterator('TRIM_HORIZON');
  rig.advance(300_001);
  await expect(read(early)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
  rig.advance(24 * 3_600_000);
  await put('new');
  expect(texts((await read(await iterator('TRIM_HORIZON'))).Records)).toEqual(['new']);
});
