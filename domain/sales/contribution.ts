/** What one order adds to the sales of each day: the read model is the sum of this over all orders. */

import type { Instant } from '../instant.ts';
import { utcDay } from '../instant.ts';
import { movements } from '../order/account.ts';
import { addAmounts, type Amounts } from '../sums.ts';
import type { SalesState } from './sales-state.ts';

/** Counts and sums of one UTC day in one currency; money in minor units. */
export interface Sales {
  readonly orders: number;
  readonly units: number;
  /** Goods and shipping. */
  readonly revenueMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly cancelled: number;
}

/** `2026-01-31|EUR` */
export type SalesKey = `${string}|${string}`;

export type Contribution = Readonly<Record<SalesKey, Sales>>;

export const noSales: Sales = { orders: 0, units: 0, revenueMinor: 0, paidMinor: 0, refundedMinor: 0, cancelled: 0 };

/**
 * Orders, units and revenue count on the day the order was placed, cancelled ones included; payments, refunds and the
 * cancellation on the day they happened, a cancellation in the order's currency and so not before the order is created.
 */
export function contribution(state: SalesState): Contribution {
  const sums: Record<SalesKey, Sales> = {};
  const add = (at: Instant, currency: string, more: Amounts): void => {
    const key: SalesKey = `${utcDay(at)}|${currency}`;
    sums[key] = { ...noSales, ...addAmounts({ ...sums[key] }, more) };
  };
  const [placedAt, , , currency, units, revenueMinor] = state.OrderCreated?.[0] ?? [];
  if (placedAt !== undefined && currency !== undefined) {
    add(placedAt, currency, { orders: 1, units: units ?? 0, revenueMinor: revenueMinor ?? 0 });
    const cancelledAt = state.OrderCancelled?.[0]?.[0];
    if (cancelledAt !== undefined) add(cancelledAt, currency, { cancelled: 1 });
  }
  for (const { at, currency, amountMinor } of movements(state.PaymentReceived))
    add(at, currency, { paidMinor: amountMinor });
  for (const { at, currency, amountMinor } of movements(state.RefundIssued))
    add(at, currency, { refundedMinor: amountMinor });
  return sums;
}
