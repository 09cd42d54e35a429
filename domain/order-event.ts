/** The closed union of what can be recorded of an order, in the newest version of each type. */

import type { NewestData } from '../schemas/generated/event-data.ts';

export type EventType = keyof NewestData;

/** A recorded event of one type, as `evolve` takes it; `upcast` makes it from what the log holds. */
export type OrderEventOf<Type extends EventType> = {
  [T in Type]: {
    readonly type: T;
    /** With `source` unique within the order. */
    readonly id: string;
    readonly source: string;
    /** When it happened: RFC 3339, UTC. */
    readonly time: string;
    /** The event's version in the log of its order: 1, 2, 3 … */
    readonly sequence: number;
    readonly data: NewestData[T];
  };
}[Type];

export type OrderEvent = OrderEventOf<EventType>;
