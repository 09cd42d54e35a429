import type { AttributeValue, DynamoDBClient, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { isAbout, newestFold, type Projection } from '../../../domain/projection.ts';
import { recordedEvent } from '../../../domain/recorded-event.ts';
import { dynamoEventLog } from '../../../infra/aws/dynamo-event-log.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoControlRecords } from '../../../infra/aws/read-model/dynamo-control-records.ts';
import { dynamoReadModel } from '../../../infra/aws/read-model/dynamo-read-model.ts';
import { order } from '../../../projections/order/order.ts';
import { projectBatch, type Delivery, type ProjectorParts } from '../../../projections/projector/project-batch.ts';
import { begin } from '../../../projections/rebuild/begin.ts';
import { knownLogs } from '../../../projections/recorder/known-logs.ts';
import { logWriter } from '../../../projections/recorder/log-writer.ts';
import { sales } from '../../../projections/sales/sales.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { orderLogEvents } from '../../journeys/order-log.ts';
import { meteredTables, type MeteredTables } from './metered-tables.ts';

/** What one item of the event store weighs, as AWS counts it: names and values. */
function itemBytes({ order, version, event, recordedTime, identities }: LogEntry): number {
  const digits = Math.ceil(String(version).length / 2) + 1;
  const names = 'order'.length + 'version'.length + 'event'.length + 'recordedTime'.length;
  const digest = identities.length > 0 ? 'identities'.length + identities.length : 0;
  return names + order.length + digits + Buffer.byteLength(JSON.stringify(event)) + recordedTime.length + digest;
}

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);

describe('over the first 4,000 events of the real log', () => {
  test('an append costs its kilobytes in write units, and at most 1.5 read units', async () => {
    const { client, consumed } = await meteredTables();
    const store = dynamoEventStore(client, 'events');
    const writer = logWriter(store, knownLogs(), Date.now);
    const events = await orderLogEvents(4_000);
    for (const event of events) await writer.record(event);
    const { reads, writes } = consumed('events');
    const entries = await logOf(store, events);
    expect(entries).toHaveLength(events.length);
    expect(writes).toBe(entries.reduce((sum, entry) => sum + kilobytes(itemBytes(entry)), 0));
    expect(reads / events.length).toBeLessThanOrEqual(1.5);
  });

  test('a row costs its kilobytes in write units, and half a unit for 4 KB of reading, for each order and batch', async () => {
    const tables = await meteredTables();
    const { consumed } = tables;
    const kilobytesPut = meterPuts(tables.client);
    const [projectOrders, projectSales] = [projectorOf(order, 'orders', tables), projectorOf(sales, 'sales', tables)];
    let [batches, ordersInBatches, rowsInBatches, salesInBatches] = [0, 0, 0, 0];
    for (const batch of batchesOf(await orderLogEvents(4_000), 500)) {
      const projected = await projectOrders(batch);
      const { orders } = await projectSales(batch.filter(({ event }) => isAbout(newestFold(sales), event.type)));
      salesInBatches += orders;
      batches += 1;
      ordersInBatches += projected.orders;
      rowsInBatches += projected.rowsWritten;
    }
    const [orderRows, sale, control] = [consumed('orders'), consumed('sales'), consumed('control')];
    expect(rowsInBatches).toBe(ordersInBatches);
    expect(orderRows.writes).toBe(kilobytesPut('orders'));
    // Every row of this part of the log is below 1 KB or a little above it, and below 4 KB.
    expect(orderRows.writes).toBeLessThanOrEqual(1.5 * ordersInBatches);
    expect(orderRows.reads).toBe(0.5 * ordersInBatches);
    // A change of sums is a transaction of two items, which costs 4 units.
    expect(sale.writes).toBeLessThanOrEqual(4 * salesInBatches);
    expect(sale.reads).toBe(0.5 * salesInBatches);
    // Each of the two projectors reads its control record for each batch, and once more before it writes its first.
    expect(control).toEqual({ reads: 2 * (batches + 1), writes: 2 });
    // Before that it looks whether anything was ever recorded. Nothing else is read of the log for orders, and for sales
    // only what lies between two of the events it is told of, which is a few kilobytes.
    const log = consumed('events');
    expect(log.writes).toBe(0);
    expect(log.reads).toBeLessThanOrEqual(2 + salesInBatches);
  });
});

test('on an order of 10,000 events a cold append costs at most 40 read units, a warm one none', async () => {
  const { client, consumed } = await meteredTables();
  const store = dynamoEventStore(client, 'events');
  const [template] = await orderLogEvents(1);
  const event = (id: number): ReleasedEvent => ({ ...template, id: `e-${id}` }) as ReleasedEvent;
  const writer = logWriter(store, knownLogs(), Date.now);
  for (let id = 1; id <= 10_000; id += 1) await writer.record(event(id));
  expect(consumed('events').reads).toBeLessThanOrEqual(1);

  await writer.record(event(10_001));
  expect(consumed('events').reads).toBe(0);
  const cold = logWriter(store, knownLogs(), Date.now);
  expect(await cold.record(event(10_002))).toEqual({ type: 'recorded', version: 10_002 });
  expect(consumed('events').reads).toBeLessThanOrEqual(40);
  expect(await cold.record(event(1))).toEqual({ type: 'duplicate', version: 1 });
  expect(consumed('events').reads).toBeLessThanOrEqual(1);
});

/** A projector in a fresh sandbox for each batch, so that it reads its control record each time. */
function projectorOf(projection: Projection, table: string, { client, engine: { now } }: MeteredTables) {
  const control = dynamoControlRecords(client, 'control');
  const log = dynamoEventLog(client, 'events');
  const settings = { barrierMs: 2_000 };
  const parts: ProjectorParts = {
    projection,
    control,
    readModel: dynamoReadModel(client, table),
    store: dynamoEventStore(client, 'events'),
    begin: () => begin({ projection, control, log, now, settings }),
    controlGoodForMs: settings.barrierMs / 2,
    now,
    random: Math.random,
    wait: async () => undefined,
  };
  return (batch: readonly Delivery[]) => projectBatch(batch, parts);
}

/** Adds up the kilobytes of items that single puts write, by table: each as large as the larger of before and after. */
function meterPuts(client: DynamoDBClient): (table: string) => number {
  const sizes = new Map<string, Map<string, number>>();
  const totals = new Map<string, number>();
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { TableName = '', Item } = args.input as Partial<PutItemCommandInput>;
        if (commandName === 'PutItemCommand' && Item !== undefined) {
          const items = sizes.get(TableName) ?? new Map<string, number>();
          const place = JSON.stringify([Item['partition'], Item['sort']]);
          const weighed = Math.max(items.get(place) ?? 0, bytesOfItem(Item));
          sizes.set(TableName, items.set(place, bytesOfItem(Item)));
          totals.set(TableName, (totals.get(TableName) ?? 0) + kilobytes(weighed));
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  return (table) => totals.get(table) ?? 0;
}

/** As AWS counts it: names and values. */
function bytesOfItem(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, { S, N, B }]) => {
    const text = S === undefined ? 0 : Buffer.byteLength(S);
    const digits = N === undefined ? 0 : Math.ceil(N.length / 2) + 1;
    return sum + Buffer.byteLength(name) + text + digits + (B?.length ?? 0);
  }, 0);
}

function* batchesOf(events: readonly ReleasedEvent[], size: number): Generator<Delivery[]> {
  const versions = new Map<string, number>();
  const deliveries = events.map((event, at): Delivery => {
    const version = (versions.get(event.subject) ?? 0) + 1;
    versions.set(event.subject, version);
    const entry = { order: event.subject, version, event, recordedTime: event.time, identities: new Uint8Array() };
    return { deliveryId: String(at), event: recordedEvent(entry), replayed: false };
  });
  for (let at = 0; at < deliveries.length; at += size) yield deliveries.slice(at, at + size);
}

async function logOf(
  store: ReturnType<typeof dynamoEventStore>,
  events: readonly ReleasedEvent[],
): Promise<LogEntry[]> {
  const orders = [...new Set(events.map(({ subject }) => subject))];
  return (await Promise.all(orders.map((order) => Array.fromAsync(store.after(order, 0))))).flat();
}
