/** Folds events by collecting what is kept of each; nothing is decided here, so any order of arrival gives the same state. */

import { addFact } from './fact-set.ts';
import type { Fact } from './fact-set.ts';
import { instantOf } from './instant.ts';
import type { Instant } from './instant.ts';
import type { EventType, OrderEvent, OrderEventOf } from './order-event.ts';

/** What is kept of an event of each type that matters to a fold. */
export type Keep<Facts> = {
  readonly [T in keyof Facts & EventType]: (at: Instant, event: OrderEventOf<T>) => Facts[T];
};

/** By event type, each in the order in which it happened; a type of which nothing is known is absent. */
export type Collected<Facts> = { readonly [T in keyof Facts]?: readonly Facts[T][] };

/** The event types that matter to a fold. */
export function typesKept<Facts>(keep: Keep<Facts>): readonly (keyof Facts & EventType)[] {
  return Object.keys(keep) as (keyof Facts & EventType)[];
}

/** The facts with that of the event added; unchanged if the event's type is not kept or its fact is there already. */
export function collect<Facts extends { [T in keyof Facts]: Fact }>(
  keep: Keep<Facts>,
  facts: Collected<Facts>,
  event: OrderEvent,
): Collected<Facts> {
  return isKept(keep, event) ? withFactOf(keep, facts, event) : facts;
}

function isKept<Facts>(keep: Keep<Facts>, event: OrderEvent): event is OrderEventOf<keyof Facts & EventType> {
  return Object.hasOwn(keep, event.type);
}

function withFactOf<Facts extends { [T in keyof Facts]: Fact }, Type extends keyof Facts & EventType>(
  keep: Keep<Facts>,
  facts: Collected<Facts>,
  event: OrderEventOf<Type>,
): Collected<Facts> {
  const type: Type = event.type;
  const before: readonly Facts[Type][] = facts[type] ?? [];
  const after = addFact(before, keep[type](instantOf(event.time), event));
  return after === before ? facts : { ...facts, [type]: after };
}

/** When the first of the facts happened; Infinity if there are none. */
export function earliest<Facts extends { [T in keyof Facts]: Fact }>(facts: Collected<Facts>): Instant {
  return Math.min(...setsOf(facts).map((set) => set[0]?.[0] ?? Infinity));
}

/** When the last of the facts happened; -Infinity if there are none. */
export function latest<Facts extends { [T in keyof Facts]: Fact }>(facts: Collected<Facts>): Instant {
  return Math.max(...setsOf(facts).map((set) => set.at(-1)?.[0] ?? -Infinity));
}

function setsOf<Facts extends { [T in keyof Facts]: Fact }>(facts: Collected<Facts>): (readonly Fact[])[] {
  return Object.values<readonly Fact[] | undefined>(facts).filter((set) => set !== undefined);
}
