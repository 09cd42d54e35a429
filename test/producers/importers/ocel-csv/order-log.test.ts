/** The importer on a complete order log of a shop; the numbers were counted independently of any code here. */

import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { openOcelLog, type OcelEvent } from '../../../../producers/importers/ocel-csv/ocel-log.ts';
import { surveyEvents } from '../../../../producers/importers/survey-events.ts';
import { checkEvent } from '../../../../producers/publisher/check-event.ts';
import type { OrderCreated1, PaymentReceived1 } from '../../../../schemas/generated/event-data.ts';

const FILE = fileURLToPath(new URL('../../../../../shared/data/ocel-orders.csv', import.meta.url));

let events: OcelEvent[] = [];

beforeAll(async () => {
  const log = await openOcelLog(() => createReadStream(FILE));
  events = await Array.fromAsync(log.events());
});

const dataOf = <Data>(type: string): Data[] =>
  events.filter((event) => event.type === type).map(({ data }) => data as Data);
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

it('gives as many events as the log has, all of them valid', async () => {
  const survey = await surveyEvents(toAsync(events), checkEvent);
  expect(survey.refusal).toBeUndefined();
  expect(survey.events).toBe(32_447);
  expect(survey.eventsPerOrder.size).toBe(2_000);
  expect(Math.max(...survey.eventsPerOrder.values())).toBe(41);
  expect(survey.eventsPerOrder.get('990001')).toBe(20);
});

it('keeps every unit and every cent', () => {
  const orders = dataOf<OrderCreated1>('OrderCreated');
  const lines = orders.flatMap((order) => order.lines);
  expect(total(lines.map(({ quantity }) => quantity))).toBe(8_159);
  const goods = total(lines.map(({ quantity, unitMinor }) => quantity * unitMinor));
  expect(goods + total(orders.map(({ shippingMinor }) => shippingMinor))).toBe(463_123_345);
  expect(total(dataOf<PaymentReceived1>('PaymentReceived').map(({ amountMinor }) => amountMinor))).toBe(463_123_345);
});

it('gives each event an identity of its own within its order', () => {
  expect(new Set(events.map(({ subject, source, id }) => JSON.stringify([subject, source, id]))).size).toBe(
    events.length,
  );
});

it('gives them in the order of (time, source, id)', () => {
  const keys = events.map(({ time, source, id }) => `${time} ${source} ${id}`);
  expect(keys).toEqual(keys.toSorted());
});

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
