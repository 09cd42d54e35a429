/** What both folds of `customer-orders` have in common: an order is listed with its customer, by the time it was placed. */

import { describeOrder } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder, type OrderState } from '../../domain/order/order.ts';
import type { Fold } from '../../domain/projection.ts';
import { viewKey } from '../../domain/view-key.ts';

type Described = ReturnType<typeof describeOrder>;

/** A fold that tells what `tell` tells of an order. An order whose customer is not known is nobody's. */
export function listedByCustomer(version: number, tell: (order: Described) => object): Fold<OrderState> {
  return {
    version,
    initial: initialOrder,
    evolve,
    listings(state) {
      const order = describeOrder(state);
      if (order.customer === null) return {};
      return { [viewKey(order.customer.id, `${order.createdAt}#${order.id}`)]: tell(order) };
    },
  };
}
