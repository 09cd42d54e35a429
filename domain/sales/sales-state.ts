/** What sales need to know of an order: a fold of the few event types that move money or count as an order. */

import { collect, typesKept } from '../collect.ts';
import type { Collected, Keep } from '../collect.ts';
import type { Instant } from '../instant.ts';
import type { OrderEvent } from '../order-event.ts';

export interface SalesFacts {
  OrderCreated: readonly [
    at: Instant,
    source: string,
    eventId: string,
    currency: string,
    units: number,
    revenueMinor: number,
  ];
  OrderCancelled: readonly [at: Instant];
  PaymentReceived: readonly [at: Instant, id: string, amountMinor: number, currency: string];
  RefundIssued: readonly [at: Instant, id: string, amountMinor: number, currency: string];
}

/** Plain JSON: a row holds it as text. */
export type SalesState = Collected<SalesFacts>;

export const initialSales: SalesState = {};

const salesFacts: Keep<SalesFacts> = {
  OrderCreated: (at, { source, id, data }) => [
    at,
    source,
    id,
    data.currency,
    data.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    data.lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, data.shippingMinor),
  ],
  OrderCancelled: (at) => [at],
  PaymentReceived: (at, { data }) => [at, data.paymentId, data.amountMinor, data.currency],
  RefundIssued: (at, { data }) => [at, data.refundId, data.amountMinor, data.currency],
};

export const salesEvents = typesKept(salesFacts);

/** Total, and independent of the order and number of the events, as the order's own `evolve`. */
export function evolveSales(state: SalesState, event: OrderEvent): SalesState {
  return collect(salesFacts, state, event);
}
