import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderDescription } from '../../domain/order/describe-order.ts';
import { dataDirectory, startSystem, type LocalSystem } from './local-system.ts';
import { ORDER_LOG } from './order-log.ts';

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

async function verified(): Promise<unknown> {
  return JSON.parse((await system.command('verify', '--json')).stdout) as unknown;
}
