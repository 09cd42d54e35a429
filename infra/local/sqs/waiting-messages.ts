/** The records every kind of queue keeps of a message, and the index by which it is found when it is due. */

import type { Transaction } from '../kernel/store.ts';
import { key, type Range } from '../kernel/tuple-key.ts';
import type { Waiting } from './line.ts';
import type { Delivery, Message } from './message.ts';
import { entries, entryKey, type Queue } from './queue.ts';

export interface WaitingMessages {
  put(message: Message): void;
  putDelivery(seq: number, delivery: Delivery): void;
  find(seq: number): Waiting | undefined;
  remove(seq: number): void;
  all(): Iterable<Waiting>;
  isVisible(seq: number, now: number): boolean;
  /** Why a message that is not visible is not. */
  hiddenAs(seq: number): 'inFlight' | 'delayed';
}

export function waitingMessages(tx: Transaction, queue: Queue): WaitingMessages {
  const deliveryOf = (seq: number): Delivery | undefined => tx.get<Delivery>(entryKey(queue, 'delivery', seq));
  const waiting = (message: Message): Waiting => ({
    message,
    delivery: deliveryOf(message.seq) ?? { dueMs: message.sentMs, receives: 0 },
  });
  return {
    put: (message) => tx.put(entryKey(queue, 'message', message.seq), message),
    putDelivery: (seq, delivery) => tx.put(entryKey(queue, 'delivery', seq), delivery),
    find(seq) {
      const message = tx.get<Message>(entryKey(queue, 'message', seq));
      return message === undefined ? undefined : waiting(message);
    },
    isVisible: (seq, now) => (deliveryOf(seq)?.dueMs ?? 0) <= now,
    hiddenAs: (seq) => (deliveryOf(seq)?.receipt === undefined ? 'delayed' : 'inFlight'),
    remove(seq) {
      tx.delete(entryKey(queue, 'message', seq));
      tx.delete(entryKey(queue, 'delivery', seq));
    },
    *all() {
      for (const [, message] of tx.scan<Message>(entries(queue, 'message'))) yield waiting(message);
    },
  };
}

/** What is due at `now` or before. */
export function dueBy(queue: Queue, now: number): Range {
  return { from: entries(queue, 'due').from, to: entryKey(queue, 'due', now + 1) };
}

/** What becomes due after `now`. */
export function dueAfter(queue: Queue, now: number): Range {
  return { from: entryKey(queue, 'due', now + 1), to: entries(queue, 'due').to };
}

/** The time in a key of the due index. */
export function dueMsOf(queue: Queue, dueKey: string): number {
  const start = entries(queue, 'due').from.length;
  return Number(dueKey.slice(start, start + key(0).length - 1));
}
