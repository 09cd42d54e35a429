/** Derives the status of a whole order. */

import type { Collected } from '../collect.ts';
import type { OrderLine } from './lines.ts';
import type { OrderFacts } from './order-facts.ts';

export type OrderStatus =
  'placed' | 'confirmed' | 'partially-shipped' | 'shipped' | 'partially-delivered' | 'delivered' | 'cancelled';

/**
 * A cancelled order stays cancelled, whatever is said besides. Else the lines tell; an order that is not created yet
 * has none, so it is placed or confirmed until the creation says which lines its parcels should hold.
 */
export function orderStatus(facts: Collected<OrderFacts>, lines: readonly OrderLine[]): OrderStatus {
  if (facts.OrderCancelled) return 'cancelled';
  const delivered = lines.filter(({ status }) => status === 'delivered').length;
  const shipped = lines.filter(({ status }) => status === 'shipped').length + delivered;
  if (delivered > 0) return delivered === lines.length ? 'delivered' : 'partially-delivered';
  if (shipped > 0) return shipped === lines.length ? 'shipped' : 'partially-shipped';
  return facts.OrderConfirmed ? 'confirmed' : 'placed';
}
