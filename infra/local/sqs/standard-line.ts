/** A standard queue: every message by itself, found by the time it becomes visible, so that those in flight cost nothing. */

import type { Transaction } from '../kernel/store.ts';
import type { Line } from './line.ts';
import { entryKey, type Queue } from './queue.ts';
import { dueAfter, dueBy, dueMsOf, waitingMessages } from './waiting-messages.ts';

export function standardLine(tx: Transaction, queue: Queue): Line {
  const messages = waitingMessages(tx, queue);
  const dueKey = (dueMs: number, seq: number): string => entryKey(queue, 'due', dueMs, seq);
  return {
    find: (seq) => messages.find(seq),
    all: () => messages.all(),
    add(message, delivery) {
      messages.put(message);
      if (delivery.dueMs !== message.sentMs) messages.putDelivery(message.seq, delivery);
      tx.put(dueKey(delivery.dueMs, message.seq), message.seq);
    },
    *ready(now) {
      const seen = new Set<number>();
      for (const [, seq] of tx.scan<number>(dueBy(queue, now))) {
        if (seen.has(seq)) return;
        seen.add(seq);
        const waiting = messages.find(seq);
        if (waiting !== undefined) yield waiting;
      }
    },
    move({ message, delivery }, next) {
      tx.delete(dueKey(delivery.dueMs, message.seq));
      tx.put(dueKey(next.dueMs, message.seq), message.seq);
      messages.putDelivery(message.seq, next);
    },
    remove({ message, delivery }) {
      tx.delete(dueKey(delivery.dueMs, message.seq));
      messages.remove(message.seq);
    },
    count(now) {
      const counts = { visible: sizeOf(tx.scan(dueBy(queue, now))), inFlight: 0, delayed: 0 };
      for (const [, seq] of tx.scan<number>(dueAfter(queue, now))) counts[messages.hiddenAs(seq)] += 1;
      return counts;
    },
    nextDueMs(now) {
      for (const [found] of tx.scan(dueAfter(queue, now))) return dueMsOf(queue, found);
      return undefined;
    },
  };
}

function sizeOf(items: Iterable<unknown>): number {
  let size = 0;
  for (const iterator = items[Symbol.iterator](); iterator.next().done !== true;) size += 1;
  return size;
}
