/** What a read model is: how it folds the events of an order, and what of the result it keeps across orders. */

import type { EventType, OrderEvent } from './order-event.ts';
import type { Sums } from './sums.ts';
import type { ViewKey } from './view-key.ts';

/** Under what keys an order is listed among others, and what is told of it there: plain JSON. */
export type Listings = Readonly<Record<ViewKey, unknown>>;

/** One way of folding. A released one never changes: a change is another fold, with the next version. */
export interface Fold<State = unknown> {
  /** 1, 2, 3 …; rows carry it. */
  readonly version: number;
  /** The types of event that it is about: no others are delivered or folded. All unless told; other types make another fold. */
  readonly events?: readonly EventType[];
  /** What is known of an order before its first event: plain JSON, as every state. */
  readonly initial: (order: string) => State;
  /** Total: it never throws and drops nothing. The state depends on which events were folded, not on their order. */
  readonly evolve: (state: State, event: OrderEvent) => State;
  /** What the order adds to sums over all orders. */
  readonly sums?: (state: State) => Sums;
  readonly listings?: (state: State) => Listings;
}

export interface Projection {
  /** Such as `customer-orders`: the name of its folder, and of it on the command line. */
  readonly name: string;
  /** The newest last. An older one stays until no generation is served that was made with it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold has a state of its own
  readonly folds: readonly [Fold<any>, ...Fold<any>[]];
}

/** Whether a fold is about events of this type. */
export function isAbout({ events }: Pick<Fold, 'events'>, type: string): boolean {
  return events === undefined || events.some((one) => one === type);
}

/** The types of event that the projection has to be told of; undefined if that is all of them. */
export function typesWanted({ folds }: Projection): readonly EventType[] | undefined {
  const types = new Set<EventType>();
  for (const { events } of folds) {
    if (events === undefined) return undefined;
    for (const type of events) types.add(type);
  }
  return [...types];
}

/** The fold that new generations are made with. */
export function newestFold({ folds }: Projection): Fold {
  return folds.at(-1) ?? folds[0];
}

/** Throws where a generation's fold was removed from the code while it is still in use. */
export function foldOf({ name, folds }: Projection, version: number): Fold {
  const fold = folds.find((one) => one.version === version);
  if (fold === undefined) {
    throw new Error(
      `the read model ${name} has rows of fold ${version}, which the code no longer has: deploy a version that does`,
    );
  }
  return fold;
}
