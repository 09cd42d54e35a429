import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { evolve, initialOrder } from '../../../domain/order/order.ts';
import { recordedEvent } from '../../../domain/recorded-event.ts';
import { evolveSales, initialSales } from '../../../domain/sales/sales-state.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoOrderRows } from '../../../infra/aws/dynamo-order-rows.ts';
import { dynamoSalesRows } from '../../../infra/aws/dynamo-sales-rows.ts';
import { projectBatch, type Delivery } from '../../../projections/projector/project-batch.ts';
import { knownLogs } from '../../../projections/recorder/known-logs.ts';
import { logWriter } from '../../../projections/recorder/log-writer.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { orderLogEvents } from '../../journeys/order-log.ts';
import { meteredTables } from './metered-tables.ts';

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
    const { client, consumed } = await meteredTables();
    const store = dynamoEventStore(client, 'events');
    const [orders, sales] = [dynamoOrderRows<never>(client, 'orders'), dynamoSalesRows(client, 'sales')];
    const world = { random: Math.random, wait: async () => undefined };
    let [ordersInBatches, rowsInBatches] = [0, 0];
    for (const batch of batchesOf(await orderLogEvents(4_000), 500)) {
      const projected = await projectBatch(batch, {
        rows: orders,
        store,
        initial: initialOrder,
        evolve: evolve,
        ...world,
      });
      await projectBatch(batch, { rows: sales, store, initial: () => initialSales, evolve: evolveSales, ...world });
      ordersInBatches += projected.orders;
      rowsInBatches += projected.rowsWritten;
    }
    const [order, sale] = [consumed('orders'), consumed('sales')];
    expect(rowsInBatches).toBe(ordersInBatches);
    // Every row of this part of the log is below 1 KB or a little above it, and below 4 KB.
    expect(order.writes).toBeLessThanOrEqual(1.5 * ordersInBatches);
    expect(order.reads).toBe(0.5 * ordersInBatches);
    // A change of sums is a transaction of two items, which costs 4 units.
    expect(sale.writes).toBeLessThanOrEqual(4 * ordersInBatches);
    expect(sale.reads).toBe(0.5 * ordersInBatches);
    expect(consumed('events')).toEqual({ reads: 0, writes: 0 });
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

function* batchesOf(events: readonly ReleasedEvent[], size: number): Generator<Delivery[]> {
  const versions = new Map<string, number>();
  const deliveries = events.map((event, at): Delivery => {
    const version = (versions.get(event.subject) ?? 0) + 1;
    versions.set(event.subject, version);
    const entry = { order: event.subject, version, event, recordedTime: event.time, identities: new Uint8Array() };
    return { deliveryId: String(at), event: recordedEvent(entry) };
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
