import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderDescription } from '../../domain/order/describe-order.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { dataDirectory, settledAudit, startSystem, type LocalSystem } from './local-system.ts';
import { ORDER_LOG } from './order-log.ts';
import { askCustomerOrders } from './shop/ask-customer-orders.ts';
import { askOrders, type Witnessed } from './shop/ask-orders.ts';
import { askSettled } from './shop/ask-settled.ts';
import { askDemand, askSales } from './shop/ask-sums.ts';
import { wronglyWitnessed } from './shop/compare-witnessed.ts';
import { openShop } from './shop/open-shop.ts';
import { getFrom, startReaders } from './shop/readers.ts';
import { CUSTOMERS, shopEvents } from './shop/shop-events.ts';
import { endedReplays, replayForAll } from './test-replay.ts';
import { subscribe } from './test-subscription.ts';

/** As counted in the log by other means than ours. */
const EVENTS = 32_447;
const ORDERS = 2_000;
const UNITS = 8_159;
const REVENUE_MINOR = 463_123_345;

let system: LocalSystem;
beforeAll(async () => {
  system = await startSystem(dataDirectory());
});
afterAll(() => system.end('SIGTERM'));

interface Sales {
  readonly days: readonly {
    day: string;
    currency: string;
    orders: number;
    units: number;
    revenueMinor: number;
    paidMinor: number;
  }[];
}

const sales = () => system.get<Sales>('/sales?from=2019-05-01&to=2020-12-31');

test('the whole log is imported, and every event is visible in both read models', { timeout: 300_000 }, async () => {
  const { code, stdout } = await system.command('import', ORDER_LOG, '--format', 'ocel-csv', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ events: EVENTS, orders: ORDERS, accepted: EVENTS, visible: true });
  expect(code).toBe(0);
  expect(await verified()).toEqual({ ok: true, orders: ORDERS, events: EVENTS, problems: [] });
});

test('the totals are those of the log', async () => {
  const { days } = await sales();
  const total = (name: 'orders' | 'units' | 'revenueMinor' | 'paidMinor') =>
    days.reduce((sum, day) => sum + day[name], 0);
  expect(total('orders')).toBe(ORDERS);
  expect(total('units')).toBe(UNITS);
  expect(total('revenueMinor')).toBe(REVENUE_MINOR);
  expect(total('paidMinor')).toBe(REVENUE_MINOR);
  expect(new Set(days.map(({ currency }) => currency))).toEqual(new Set(['EUR']));
});

test('each day has the orders that were placed on it', async () => {
  const placed = new Map<string, number>();
  for await (const line of createInterface(createReadStream(ORDER_LOG))) {
    const [, activity, timestamp] = line.split(',');
    const day = timestamp?.slice(0, 10) ?? '';
    if (activity === 'place order') placed.set(day, (placed.get(day) ?? 0) + 1);
  }
  const { days } = await sales();
  expect(new Map(days.filter(({ orders }) => orders > 0).map(({ day, orders }) => [day, orders]))).toEqual(placed);
});

test('any order can be asked for: delivered, paid, and without anomalies', async () => {
  for (const id of ['990001', '990777', '991000', '992000']) {
    const order = await system.get<OrderDescription>(`/orders/${id}`);
    expect(order).toMatchObject({
      id,
      status: 'delivered',
      paymentStatus: 'paid',
      currency: 'EUR',
      customer: null,
      shippingMinor: 500,
      anomalies: [],
    });
    expect(order.paidMinor).toBe(order.totalMinor);
  }
  const first = await fetch(`${system.http}/orders/990001`);
  expect(first.headers.get('etag')).toBe('"20"');
  expect(((await first.json()) as OrderDescription).totalMinor).toBe(52_496);
});

test('importing it again changes nothing', { timeout: 300_000 }, async () => {
  const [sums, history] = [await sales(), await system.get('/orders/990001/events?limit=100')];
  const { stdout } = await system.command('import', ORDER_LOG, '--format', 'ocel-csv', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ accepted: EVENTS, visible: true });
  expect(await verified()).toEqual({ ok: true, orders: ORDERS, events: EVENTS, problems: [] });
  expect(await sales()).toEqual(sums);
  expect(await system.get('/orders/990001/events?limit=100')).toEqual(history);
});

test('every read model is rebuilt from the archive while the shop is open', { timeout: 500_000 }, async () => {
  const random = seededRandom(20_260_302);
  const acting = await subscribe(system, 'acts-on-the-world', { ...CREATED, 'replay-name': [{ exists: false }] });
  const replayed = await subscribe(system, 'sees-replays', { ...CREATED, 'replay-name': [{ exists: true }] });
  const openedMs = Date.now();
  const shop = openShop(system, { events: shopEvents({ random, now: Date.now }), perSecond: 100 });
  const witnessed: Witnessed = new Map();
  const orders = () => [...IMPORTED, ...shop.orders()];
  const settled = [...IMPORTED.map((id) => `/orders/${id}`), ...MONTHS.map((month) => `/sales?${month}`)];
  const readers = startReaders(
    [
      askOrders({ orders, random, witnessed }),
      askOrders({ orders, random, witnessed }),
      askCustomerOrders(CUSTOMERS, random),
      askSales(dayOf(openedMs), dayOf(openedMs + DAY_MS)),
      askDemand(),
      await askSettled(settled, getFrom(system.http), random),
    ],
    { http: () => system.http },
  );

  const rebuild = await system.command('rebuild', 'all', '--json');
  await readers.askedMore(5);
  await readers.stop();
  const { events, accepted, seconds } = await shop.close();
  await settledAudit(system, EVENTS + events);

  const { projections } = JSON.parse(rebuild.stdout) as { projections: object[] };
  console.info(`the shop published ${(events / seconds).toFixed(0)} events/s for ${seconds.toFixed(0)} s`);
  console.info('the readers were answered', readers.answers());
  expect(projections.length).toBeGreaterThanOrEqual(5);
  for (const rebuilt of projections) {
    expect(rebuilt).toMatchObject({ result: 'served', from: 'archive', differences: [] });
  }
  expect([rebuild.code, readers.problems, accepted]).toEqual([0, [], events]);
  expect(await verified()).toEqual({
    ok: true,
    orders: orders().length + ORDERS - IMPORTED.length,
    events: EVENTS + events,
    problems: [],
  });
  expect(await wronglyWitnessed(witnessed, (await system.tables()).logOf)).toEqual([]);

  // Nobody who acts on the world was told anything but what is new: neither by these replays, nor by one that all may see.
  expect(await endedReplays(system)).toEqual(projections.map(() => 'COMPLETED'));
  await replayForAll(system, { name: 'for-all', fromMs: openedMs, forMs: 60_000 });
  await expect.poll(async () => (await replayed.delivered()).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const told = await acting.delivered();
  expect(told.filter((event) => event['replay-name'] !== undefined)).toEqual([]);
  expect(new Set(told.map(({ detail }) => detail.subject))).toEqual(new Set(shop.orders()));
  expect((await replayed.delivered()).every((event) => event['replay-name'] === 'for-all')).toBe(true);
});

/** Some of the imported orders, of which nobody says anything more. */
const IMPORTED = Array.from({ length: 20 }, (_, at) => String(990_001 + 100 * at));
/** Three months of the log. */
const MONTHS = ['from=2019-06-01&to=2019-06-30', 'from=2019-12-01&to=2019-12-31', 'from=2020-03-01&to=2020-03-31'];
const DAY_MS = 24 * 60 * 60 * 1000;
const CREATED = { 'detail-type': ['OrderCreated'], detail: { sequence: [{ exists: true }] } };

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

async function verified(): Promise<unknown> {
  return JSON.parse((await system.command('verify', '--json')).stdout) as unknown;
}
