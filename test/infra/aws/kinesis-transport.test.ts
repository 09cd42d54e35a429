import { KinesisClient } from '@aws-sdk/client-kinesis';
import { expect, it } from 'vitest';
import { kinesisTransport } from '../../../infra/aws/kinesis-transport.ts';
import { kinesisService } from '../../../infra/local/kinesis/kinesis-service.ts';
import { createPublisher } from '../../../producers/publisher/publisher.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { reaching, testEngine, type TestEngine } from '../local/test-engine.ts';
import { confirmed } from '../../producers/publisher/fake-transport.ts';

const STREAM = 'intake';

/** A publisher into an engine's stream, whose waits move the engine's clock. */
function intake({ enforceThroughput = false } = {}) {
  const engine = testEngine([kinesisService({ enforceThroughput })]);
  engine.call('kinesis', 'CreateStream', { StreamName: STREAM, ShardCount: 1 });
  engine.advance(60_000);
  const client = new KinesisClient(reaching(engine.requestHandler('kinesis')));
  const waits: number[] = [];
  const publisherTo = (streamName: string) =>
    createPublisher({
      transport: kinesisTransport({ client, streamName }),
      random: () => 1,
      lingerMs: 0,
      async sleep(ms) {
        if (ms > 0) waits.push(ms);
        await new Promise((resolve) => void setImmediate(resolve));
        engine.advance(ms);
      },
    });
  return { engine, waits, publisherTo, publisher: publisherTo(STREAM) };
}

/** What the stream holds, in its order. */
function recordsIn(engine: TestEngine): { readonly key: string; readonly event: ReleasedEvent }[] {
  const records: { key: string; event: ReleasedEvent }[] = [];
  const shard = { StreamName: STREAM, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator: next } = engine.call<{ ShardIterator: string }>('kinesis', 'GetShardIterator', shard);
  for (;;) {
    const page = engine.call<{
      Records: { PartitionKey: string; Data: string }[];
      NextShardIterator: string;
      MillisBehindLatest: number;
    }>('kinesis', 'GetRecords', { ShardIterator: next });
    for (const { PartitionKey, Data } of page.Records) {
      const event = JSON.parse(Buffer.from(Data, 'base64').toString()) as ReleasedEvent;
      records.push({ key: PartitionKey, event });
    }
    if (page.Records.length === 0) return records;
    next = page.NextShardIterator;
  }
}

it('puts each event as a bare CloudEvent, partitioned by order', async () => {
  const { engine, publisher } = intake();
  const events = [confirmed('a', 'a1'), confirmed('b', 'b1'), confirmed('a', 'a2')];
  const { accepted } = await publisher.publish(events);
  expect(accepted).toHaveLength(3);
  expect(recordsIn(engine).toSorted((one, other) => one.event.id.localeCompare(other.event.id))).toEqual([
    { key: 'a', event: events[0] },
    { key: 'a', event: events[2] },
    { key: 'b', event: events[1] },
  ]);
});

it('gets everything through a shard that throttles, each order in its order', async () => {
  const { engine, publisher, waits } = intake({ enforceThroughput: true });
  const orders = Array.from({ length: 400 }, (_, at) => `order-${at}`);
  const events = [1, 2, 3, 4, 5, 6].flatMap((turn) => orders.map((order) => confirmed(order, `${order}-${turn}`)));
  const { accepted, failed } = await publisher.publish(events);
  expect(failed).toEqual([]);
  expect(accepted).toHaveLength(events.length);
  expect(waits.length).toBeGreaterThan(0);
  const byOrder = Map.groupBy(recordsIn(engine), ({ key }) => key);
  for (const order of orders) {
    expect(byOrder.get(order)?.map(({ event }) => event.id)).toEqual(
      [1, 2, 3, 4, 5, 6].map((turn) => `${order}-${turn}`),
    );
  }
});

it('gives up at once when there is no such stream', async () => {
  const { publisherTo, waits } = intake();
  const { failed } = await publisherTo('nowhere').publish([confirmed('a', 'a1')]);
  expect(failed).toMatchObject([{ index: 0, id: 'a1', code: 'ResourceNotFoundException' }]);
  expect(waits).toEqual([]);
});

it('counts the partition key in what a record weighs', () => {
  const transport = kinesisTransport({ client: new KinesisClient({ region: 'us-east-1' }), streamName: STREAM });
  const event = confirmed('order-1', 'ü');
  expect(transport.encode(event).bytes).toBe(Buffer.byteLength(JSON.stringify(event)) + 'order-1'.length);
});
