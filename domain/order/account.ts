/** Derives what an order costs, what was paid and what was given back. */

import type { Collected } from '../collect.ts';
import type { Instant } from '../instant.ts';
import type { Money } from '../money.ts';
import { sumMinor } from '../money.ts';
import type { CreationFact, MoneyFact, OrderFacts } from './order-facts.ts';

export type PaymentStatus = 'unpaid' | 'failed' | 'partially-paid' | 'paid' | 'partially-refunded' | 'refunded';

/** Money that moved. */
export interface Movement extends Money {
  readonly id: string;
  readonly at: Instant;
}

/** Amounts are in minor units of the currency; money in another currency is listed but not summed. */
export interface Account {
  /** The order's; before it is created that of the first payment, if any. */
  readonly currency: string | null;
  readonly shippingMinor: number;
  /** Goods and shipping; 0 before the order is created. */
  readonly totalMinor: number;
  readonly payments: readonly Movement[];
  readonly paidMinor: number;
  readonly refunds: readonly Movement[];
  readonly refundedMinor: number;
}

export function accountOf(creation: CreationFact | undefined, facts: Collected<OrderFacts>): Account {
  const payments = movements(facts.PaymentReceived);
  const refunds = movements(facts.RefundIssued);
  const [, , , currency = payments[0]?.currency ?? null, shippingMinor = 0, , lines = []] = creation ?? [];
  return {
    currency,
    shippingMinor,
    totalMinor: lines.reduce((sum, [, quantity, unitMinor]) => sum + quantity * unitMinor, shippingMinor),
    payments,
    paidMinor: sumMinor(payments, currency),
    refunds,
    refundedMinor: sumMinor(refunds, currency),
  };
}

/** One for each id: what was said first of it holds. */
export function movements(facts: readonly MoneyFact[] = []): Movement[] {
  const byId = new Map<string, Movement>();
  for (const [at, id, amountMinor, currency] of facts)
    if (!byId.has(id)) byId.set(id, { id, at, amountMinor, currency });
  return [...byId.values()];
}

/** `failed`: nothing was paid although it was tried. */
export function paymentStatus(account: Account, created: boolean, tried: boolean): PaymentStatus {
  const { paidMinor, refundedMinor, totalMinor } = account;
  if (refundedMinor > 0) return refundedMinor >= paidMinor ? 'refunded' : 'partially-refunded';
  if (created && paidMinor >= totalMinor) return 'paid';
  if (paidMinor > 0) return 'partially-paid';
  return tried ? 'failed' : 'unpaid';
}
