/** How a queue orders its messages: one interface, kept by standard and by FIFO queues in their own way. */

import type { Delivery, Message } from './message.ts';

/** What a queue knows of a message without reading it. */
export interface Standing {
  readonly seq: number;
  readonly sentMs: number;
  readonly groupId?: string;
  readonly delivery: Delivery;
}

/** A message together with what happened to it. */
export interface Waiting extends Standing {
  readonly message: Message;
}

/** A message, and when it was due as somebody received it. */
export interface Place {
  readonly seq: number;
  readonly dueMs: number;
}

export interface Line {
  /** Puts a message at its place; it becomes visible at `delivery.dueMs`. */
  add(message: Message, delivery: Delivery): void;
  /** The message that is or was due at a place, if it is still in the queue. */
  find(place: Place): Standing | undefined;
  read(standing: Standing): Waiting | undefined;
  /** What may be received now, in order, read lazily: each is to be moved or removed before the next is asked for. */
  ready(now: number): Iterable<Waiting>;
  /** Records a new delivery: the message becomes visible at its `dueMs`. */
  move(standing: Standing, delivery: Delivery): void;
  remove(standing: Standing): void;
  /** When the next thing that is not ready now becomes so; undefined if nothing will by itself. */
  nextDueMs(now: number): number | undefined;
  /** Every message of the queue, read lazily. */
  all(): Iterable<Standing>;
}

export function standingOf({ seq, sentMs, groupId }: Message, delivery: Delivery): Standing {
  return { seq, sentMs, delivery, ...(groupId === undefined ? {} : { groupId }) };
}
