import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { dynamoEventLog } from '../../../infra/aws/dynamo-event-log.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { meteredTables } from './metered-tables.ts';

function entry(order: string, version: number): LogEntry {
  const event = { id: `e-${version}`, source: 's', type: 'T', subject: order, time: '', dataschema: '', data: {} };
  return { order, version, event, recordedTime: '2026-01-01T00:00:00.000Z', identities: new Uint8Array() };
}

/** A log whose orders have so many events each. */
async function logOf(sizes: readonly number[]) {
  const { client } = await meteredTables();
  const store = dynamoEventStore(client, 'events');
  for (const [order, size] of sizes.entries())
    for (let version = 1; version <= size; version += 1) await store.append(entry(`o-${order}`, version));
  return { store, log: dynamoEventLog(client, 'events') };
}

test('pages hold whole logs, each order once, however orders lie across their ends', async () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 490, max: 700 })), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(sizes, async (sizes) => {
      const { log } = await logOf(sizes);
      const seen = new Map<string, number>();
      let cursor: string | undefined;
      do {
        const page = await log.page(cursor);
        for (const [order, entries] of page.logs) {
          expect(seen.has(order)).toBe(false);
          expect(entries.map(({ version }) => version)).toEqual(entries.map((_, at) => at + 1));
          seen.set(order, entries.length);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(new Map(sizes.map((size, order) => [`o-${order}`, size])));
    }),
    { numRuns: 4 },
  );
});

test('a page that is read again holds what was added meanwhile', async () => {
  const { log, store } = await logOf([3]);
  await store.append(entry('o-0', 4));
  expect((await log.page(undefined)).logs.get('o-0')).toHaveLength(4);
});

test('a log is empty until something was recorded, and about as large as it is', async () => {
  const { log, store } = await logOf([]);
  expect(await log.isEmpty()).toBe(true);
  expect(await log.page(undefined)).toEqual({ logs: new Map() });
  await store.append(entry('o', 1));
  expect(await log.isEmpty()).toBe(false);
  expect((await log.size()).events).toBe(1);
});
