/** Derives what does not add up in all that was said of an order. An anomaly goes away when the missing fact arrives. */

import { earliest } from '../collect.ts';
import type { Collected } from '../collect.ts';
import { timeText } from '../instant.ts';
import type { Account, Movement } from './account.ts';
import type { CreationFact, MoneyFact, OrderFacts } from './order-facts.ts';
import type { Parcel } from './parcels.ts';

export type Anomaly =
  /** Things happened to an order that nobody created. */
  | { readonly type: 'not-created' }
  /** A later creation, which does not count. */
  | { readonly type: 'created-again'; readonly source: string; readonly eventId: string }
  /** Something happened before the order was created; `at` is when. */
  | { readonly type: 'before-creation'; readonly at: string }
  /** Too much counts what was given back; too little is a payment that does not cover the order, not a missing one. */
  | { readonly type: 'paid-too-much' | 'paid-too-little'; readonly paidMinor: number; readonly totalMinor: number }
  | { readonly type: 'refunded-too-much'; readonly refundedMinor: number; readonly paidMinor: number }
  | { readonly type: 'paid-after-cancelled'; readonly paymentId: string }
  /** Two statements with this id differ in the money; the first counts. */
  | { readonly type: 'payment-contradicted'; readonly paymentId: string }
  | { readonly type: 'refund-contradicted'; readonly refundId: string }
  /** Not the order's currency: not in the sums. */
  | { readonly type: 'payment-currency'; readonly paymentId: string; readonly currency: string }
  | { readonly type: 'refund-currency'; readonly refundId: string; readonly currency: string }
  | {
      readonly type: 'sent-before-packed' | 'delivered-before-sent' | 'sent-after-cancelled';
      readonly parcelId: string;
    }
  /** A line that the order does not have was handled or packed. */
  | { readonly type: 'unknown-line'; readonly lineId: string };

/** The order as far as it has been derived. */
export interface Derived {
  readonly creation: CreationFact | undefined;
  readonly facts: Collected<OrderFacts>;
  readonly account: Account;
  readonly parcels: ReadonlyMap<string, Parcel>;
}

export function anomaliesOf(order: Derived): Anomaly[] {
  return [
    ...aboutCreation(order),
    ...aboutSums(order),
    ...aboutPayments(order),
    ...aboutParcels(order),
    ...aboutLines(order),
  ];
}

function aboutCreation({ creation, facts }: Derived): Anomaly[] {
  if (creation === undefined) return [{ type: 'not-created' }];
  const again = (facts.OrderCreated ?? []).slice(1);
  const first = earliest(facts);
  return [
    ...again.map(([, source, eventId]): Anomaly => ({ type: 'created-again', source, eventId })),
    ...(first < creation[0] ? [{ type: 'before-creation', at: timeText(first) } as const] : []),
  ];
}

function aboutSums({ creation, facts, account }: Derived): Anomaly[] {
  const { paidMinor, totalMinor, refundedMinor } = account;
  const anomalies: Anomaly[] = [];
  const expected = creation !== undefined && !facts.OrderCancelled;
  if (creation && paidMinor - refundedMinor > totalMinor)
    anomalies.push({ type: 'paid-too-much', paidMinor, totalMinor });
  if (expected && paidMinor > 0 && paidMinor < totalMinor)
    anomalies.push({ type: 'paid-too-little', paidMinor, totalMinor });
  if (refundedMinor > paidMinor) anomalies.push({ type: 'refunded-too-much', refundedMinor, paidMinor });
  return anomalies;
}

function aboutPayments({ facts, account: { currency, payments, refunds } }: Derived): Anomaly[] {
  const cancelledAt = facts.OrderCancelled?.[0]?.[0] ?? Infinity;
  const late = payments.filter(({ at }) => at > cancelledAt);
  const foreign = (one: Movement): boolean => one.currency !== currency;
  return [
    ...late.map(({ id }): Anomaly => ({ type: 'paid-after-cancelled', paymentId: id })),
    ...contradicted(facts.PaymentReceived, payments).map((id): Anomaly => ({
      type: 'payment-contradicted',
      paymentId: id,
    })),
    ...contradicted(facts.RefundIssued, refunds).map((id): Anomaly => ({ type: 'refund-contradicted', refundId: id })),
    ...payments
      .filter(foreign)
      .map(({ id, currency }): Anomaly => ({ type: 'payment-currency', paymentId: id, currency })),
    ...refunds
      .filter(foreign)
      .map(({ id, currency }): Anomaly => ({ type: 'refund-currency', refundId: id, currency })),
  ];
}

/** The ids of movements of which other money was stated too. */
function contradicted(facts: readonly MoneyFact[] = [], movements: readonly Movement[]): string[] {
  const counted = new Map(movements.map((movement) => [movement.id, movement]));
  const others = facts.filter(([, id, amountMinor, currency]) => {
    const movement = counted.get(id);
    return movement?.amountMinor !== amountMinor || movement.currency !== currency;
  });
  return [...new Set(others.map(([, id]) => id))];
}

function aboutParcels({ facts, parcels }: Derived): Anomaly[] {
  const cancelledAt = facts.OrderCancelled?.[0]?.[0] ?? Infinity;
  return [...parcels.values()].flatMap(
    ({ id, packedAt = Infinity, sentAt = Infinity, lastSentAt = -Infinity, deliveredAt = Infinity }) => {
      const anomalies: Anomaly[] = [];
      if (sentAt < packedAt) anomalies.push({ type: 'sent-before-packed', parcelId: id });
      if (deliveredAt < sentAt) anomalies.push({ type: 'delivered-before-sent', parcelId: id });
      if (lastSentAt > cancelledAt) anomalies.push({ type: 'sent-after-cancelled', parcelId: id });
      return anomalies;
    },
  );
}

function aboutLines({ creation, facts, parcels }: Derived): Anomaly[] {
  if (creation === undefined) return [];
  const ordered = new Set(creation[6].map(([id]) => id));
  const handled = [facts.ItemOutOfStock, facts.ItemReordered, facts.ItemPicked].flatMap((said) => said ?? []);
  const packed = [...parcels.values()].flatMap(({ lineIds }) => [...lineIds]);
  const unknown = [...handled.map(([, id]) => id), ...packed].filter((id) => !ordered.has(id));
  return [...new Set(unknown)].sort().map((lineId) => ({ type: 'unknown-line', lineId }));
}
