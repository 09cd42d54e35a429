/** What both folds of `customer-orders` have in common: an order is listed with its customer, by the time it was placed. */

import { describeOrder } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder, type OrderState } from '../../domain/order/order.ts';
import type { EventType } from '../../domain/order-event.ts';
import type { Fold } from '../../domain/projection.ts';
import { viewKey } from '../../domain/view-key.ts';

type Described = ReturnType<typeof describeOrder>;

/** What says whose the order is, what it costs, and how far it and its payment are. */
const events: readonly EventType[] = [
  'OrderCreated',
  'OrderConfirmed',
  'OrderCancelled',
  'PaymentReceived',
  'PaymentFailed',
  'RefundIssued',
  'ParcelPacked',
  'ParcelSent',
  'DeliveryFailed',
  'ParcelDelivered',
];

/** A fold that tells what `tell` tells of an order. An order whose customer is not known is nobody's. */
export function listedByCustomer(version: number, tell: (order: Described) => object): Fold<OrderState> {
  return {
    version,
    events,
    initial: initialOrder,
    evolve,
    listings(state) {
      const order = describeOrder(state);
      if (order.customer === null) return {};
      return { [viewKey(order.customer.id, `${order.createdAt}#${order.id}`)]: tell(order) };
    },
  };
}
