import { describe, expect, test } from 'vitest';
import { noSales } from '../../../domain/sales/contribution.ts';
import type { Amounts } from '../../../domain/sums.ts';
import { readSums } from '../../../infra/aws/read-model/read-sums.ts';
import { getSales, type MonthRange } from '../../../projections/sales/get-sales/get-sales.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { readModelRig } from '../read-model-rig.ts';
import { sampleEvents } from '../sample-events.ts';

function asking(sums: readonly (readonly [string, Amounts])[] = []) {
  const ranges: MonthRange[] = [];
  const ask = getSales(async (wanted) => {
    ranges.push(...wanted);
    return sums;
  });
  return { ranges, get: (query: Record<string, string>) => ask({ path: {}, query, headers: {} }) };
}

describe('sales', () => {
  test('are read month by month, from the first day to the last', async () => {
    const { get, ranges } = asking();
    expect(await get({ from: '2025-11-30', to: '2026-02-01' })).toMatchObject({ status: 200, body: { days: [] } });
    const range = { from: '2025-11-30', to: '2026-02-01}' };
    expect(ranges).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'].map((partition) => ({ partition, ...range })));
  });

  test('tell every figure of a day and currency, and no day without any', async () => {
    const { get } = asking([
      ['2026-01-31|EUR', { orders: 1, revenueMinor: 500 }],
      ['2026-01-31|USD', {}],
    ]);
    const { body } = await get({ from: '2026-01-31', to: '2026-01-31' });
    expect(body).toEqual({ days: [{ ...noSales, day: '2026-01-31', currency: 'EUR', orders: 1, revenueMinor: 500 }] });
  });

  test.each([
    [{ to: '2026-01-01' }, 'from'],
    [{ from: '2026-01-01' }, 'to'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'from'],
    [{ from: '2026-01-01', to: '2026-1-2' }, 'to'],
    [{ from: '2026-01-02', to: '2026-01-01' }, 'to'],
    [{ from: '2020-01-01', to: '2026-01-01' }, 'to'],
  ])('%j is a bad request', async (query, parameter) => {
    const { get, ranges } = asking();
    expect(await get(query as Record<string, string>)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(`"${parameter}"`) as string },
    });
    expect(ranges).toEqual([]);
  });

  test('of the sample are what its events say, counted by other means', async () => {
    const rig = await readModelRig(sales);
    await rig.ask({ action: 'status' });
    await rig.record(sampleEvents);
    const get = getSales(async (ranges) => {
      const table = { client: rig.dynamo, table: 'rows' };
      return (await Promise.all(ranges.map((range) => readSums(table, { number: 1, fold: 1 }, range)))).flat();
    });
    const { body } = await get({ path: {}, query: { from: '2026-01-01', to: '2026-12-31' }, headers: {} });
    const { days } = body as { days: Record<'orders' | 'paidMinor' | 'refundedMinor' | 'cancelled', number>[] };
    const total = (name: keyof (typeof days)[number]) => days.reduce((sum, day) => sum + day[name], 0);
    const of = (type: string) => sampleEvents.filter((event) => event.type === type);
    const money = (type: string) =>
      of(type).reduce((sum, { data }) => sum + (data as { amountMinor: number }).amountMinor, 0);
    expect(total('orders')).toBe(of('OrderCreated').length);
    expect(total('cancelled')).toBe(of('OrderCancelled').length);
    expect(total('paidMinor')).toBe(money('PaymentReceived'));
    expect(total('refundedMinor')).toBe(money('RefundIssued'));
    // The last day is in it.
    const last = days.at(-1) as unknown as { day: string };
    const query = { from: last.day, to: last.day };
    expect((await get({ path: {}, query, headers: {} })).body).toEqual({
      days: days.filter((one) => (one as unknown as { day: string }).day === last.day),
    });
  });
});
