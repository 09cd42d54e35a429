import { expect, test } from 'vitest';
import type { StoredEvent } from '../../../domain/ports/event-store.ts';
import { dynamoEventLog } from '../../../infra/aws/dynamo-event-log.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamodbService } from '../../../infra/local/dynamodb/dynamodb-service.ts';
import { testEngine } from '../local/test-engine.ts';
import { createTables, testDynamo } from './test-tables.ts';

/** More than two pages of them. */
const ORDERS = 1_100;

async function shop() {
  const client = testDynamo(testEngine([dynamodbService()]));
  await createTables(client, { readModels: [] });
  const store = dynamoEventStore(client, 'events');
  const append = (order: string, version: number) =>
    store.append({
      order,
      version,
      event: { subject: order, id: String(version) } as StoredEvent,
      recordedTime: '2026-01-01T00:00:00Z',
      identities: new Uint8Array(),
    });
  for (let number = 0; number < ORDERS; number += 1) await append(`o-${number}`, 1);
  return { append, log: dynamoEventLog(client, 'events') };
}

test('an order that grows between two pages is whole on the one and not on the other', async () => {
  const { append, log } = await shop();
  const first = await log.page(undefined);
  const last = [...first.logs.keys()].at(-1) ?? '';
  for (let version = 2; version <= 600; version += 1) await append(last, version);
  const orders = [...first.logs.keys()];
  for (let { cursor } = first; cursor !== undefined;) {
    const page = await log.page(cursor);
    for (const [order, entries] of page.logs) expect([order, entries[0]?.version]).toEqual([order, 1]);
    orders.push(...page.logs.keys());
    cursor = page.cursor;
  }
  expect(new Set(orders).size).toBe(ORDERS);
  expect(orders).toHaveLength(ORDERS);
});
