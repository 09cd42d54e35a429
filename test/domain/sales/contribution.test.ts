import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contribution, noSales } from '../../../domain/sales/contribution.ts';
import { evolveSales, initialSales } from '../../../domain/sales/sales-state.ts';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import { histories } from '../arbitraries.ts';
import { at, cancelled, created, delivered, fold, log, packed, paid, refunded } from '../story.ts';
import type { Told } from '../story.ts';

const salesOf = (...story: Told[]) => contribution(log(...story).reduce(evolveSales, initialSales));

describe('contribution', () => {
  test('counts an order on the day it was placed, money and cancellation on theirs', () => {
    expect(salesOf(at(23, created()), at(24, paid()), at(30, cancelled()), at(50, refunded()))).toEqual({
      '2026-01-31|EUR': { ...noSales, orders: 1, units: 3, revenueMinor: 5500 },
      '2026-02-01|EUR': { ...noSales, paidMinor: 5500, cancelled: 1 },
      '2026-02-02|EUR': { ...noSales, refundedMinor: 5500 },
    });
  });

  test('counts each currency by itself', () => {
    expect(salesOf(created({ currency: 'USD' }), paid(), cancelled())).toEqual({
      '2026-01-31|USD': { ...noSales, orders: 1, units: 3, revenueMinor: 5500, cancelled: 1 },
      '2026-01-31|EUR': { ...noSales, paidMinor: 5500 },
    });
  });

  test('counts what is said twice once: the first creation, cancellation and statement of a payment', () => {
    const twice = [
      created(),
      paid(),
      cancelled(),
      created({ currency: 'USD' }),
      paid({ amountMinor: 1 }),
      at(99, cancelled()),
    ];
    expect(salesOf(...twice)).toEqual(salesOf(created(), paid(), cancelled()));
  });

  test('counts money of an order that nobody created yet, but not its cancellation', () => {
    expect(salesOf(paid(), cancelled())).toEqual({ '2026-01-31|EUR': { ...noSales, paidMinor: 5500 } });
  });

  test('is empty for what is no sale', () => {
    expect(salesOf(packed(), delivered())).toEqual({});
  });

  test('agrees with the order: units, revenue and money in its currency', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const order = describeOrder(fold(history));
        const sales = Object.entries(contribution(history.reduce(evolveSales, initialSales)));
        const own = sales.filter(([key]) => key.endsWith(`|${order.currency}`)).map(([, one]) => one);
        const sum = (field: keyof typeof noSales) => own.reduce((total, one) => total + one[field], 0);
        expect(sum('paidMinor')).toBe(order.paidMinor);
        expect(sum('revenueMinor')).toBe(order.totalMinor);
        expect(sum('units')).toBe(order.lines.reduce((units, { quantity }) => units + quantity, 0));
        expect(sum('cancelled')).toBe(order.status === 'cancelled' && order.lines.length > 0 ? 1 : 0);
        if (order.currency !== null) expect(sum('refundedMinor')).toBe(order.refundedMinor);
      }),
    );
  });
});
