/** How a queue orders its messages: one interface, kept by standard and by FIFO queues in their own way. */

import type { Delivery, Message } from './message.ts';

/** A message together with what happened to it. */
export interface Waiting {
  readonly message: Message;
  readonly delivery: Delivery;
}

interface Counts {
  /** Ready to be received. */
  readonly visible: number;
  /** Received and hidden. */
  readonly inFlight: number;
  /** Not yet visible for the first time. */
  readonly delayed: number;
}

export interface Line {
  /** Puts a message at its place; it becomes visible at `delivery.dueMs`. */
  add(message: Message, delivery: Delivery): void;
  /** The message at a place, if it is still in the queue. */
  find(seq: number): Waiting | undefined;
  /** What may be received now, in order, read lazily: each is to be moved or removed before the next is asked for. */
  ready(now: number): Iterable<Waiting>;
  /** Records a new delivery: the message becomes visible at its `dueMs`. */
  move(waiting: Waiting, delivery: Delivery): void;
  remove(waiting: Waiting): void;
  /** When the next thing that is not ready now becomes so; undefined if nothing will by itself. */
  nextDueMs(now: number): number | undefined;
  /** Every message of the queue by its place, read lazily. */
  all(): Iterable<Waiting>;
  count(now: number): Counts;
}
