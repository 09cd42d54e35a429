/** The order: everything that was ever said of it, collected. What it means is derived, in `describeOrder`. */

import { collect } from '../collect.ts';
import type { Collected } from '../collect.ts';
import type { OrderEvent } from '../order-event.ts';
import { orderFacts } from './order-facts.ts';
import type { OrderFacts } from './order-facts.ts';

/** Plain JSON: a row holds it as text. */
export interface OrderState {
  readonly id: string;
  /** The highest version folded in; 0 before the first. */
  readonly version: number;
  readonly facts: Collected<OrderFacts>;
}

/** An order of which nothing is known. */
export function initialOrder(id: string): OrderState {
  return { id, version: 0, facts: {} };
}

/**
 * The order with one more event. Total: never throws and drops nothing. The state depends on which events were folded
 * in, not on their order or number; an event of a type that is not known here only raises the version.
 */
export function evolve(state: OrderState, event: OrderEvent): OrderState {
  const version = Math.max(state.version, event.sequence);
  return { ...state, version, facts: collect(orderFacts, state.facts, event) };
}
