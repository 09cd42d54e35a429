/**
 * A FIFO queue: messages stand in groups, and a group is due as a whole. It is due when its first message is visible
 * and none of its messages is in flight, so that no later message overtakes one that may yet come back.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */

import type { Transaction } from '../kernel/store.ts';
import type { Line, Waiting } from './line.ts';
import { entries, entryKey, type Queue } from './queue.ts';
import { dueAfter, dueBy, dueMsOf, waitingMessages } from './waiting-messages.ts';

export function fifoLine(tx: Transaction, queue: Queue): Line {
  const messages = waitingMessages(tx, queue);
  const placeKey = ({ message }: Waiting): string => entryKey(queue, 'line', groupOf(message), message.seq);

  function* group(id: string): Generator<Waiting> {
    for (const [, seq] of tx.scan<number>(entries(queue, 'line', id))) {
      const waiting = messages.find(seq);
      if (waiting !== undefined) yield waiting;
    }
  }

  /** Keeps the due index true after a change to the group. */
  function settle(id: string): void {
    const indexed = tx.get<string>(entryKey(queue, 'group', id));
    let first: Waiting | undefined;
    let dueMs = 0;
    for (const waiting of group(id)) {
      if (first !== undefined && waiting.delivery.receipt === undefined) break;
      first ??= waiting;
      dueMs = Math.max(dueMs, waiting.delivery.dueMs);
    }
    const due = first === undefined ? undefined : entryKey(queue, 'due', dueMs, first.message.seq);
    if (due === indexed) return;
    if (indexed !== undefined) tx.delete(indexed);
    if (due === undefined) return tx.delete(entryKey(queue, 'group', id));
    tx.put(due, id);
    tx.put(entryKey(queue, 'group', id), due);
  }

  return {
    find: (seq) => messages.find(seq),
    all: () => messages.all(),
    add(message, delivery) {
      messages.put(message);
      messages.putDelivery(message.seq, delivery);
      tx.put(placeKey({ message, delivery }), message.seq);
      settle(groupOf(message));
    },
    *ready(now) {
      const seen = new Set<string>();
      for (const [, id] of tx.scan<string>(dueBy(queue, now))) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const waiting of group(id)) {
          if (waiting.delivery.dueMs > now) break;
          yield waiting;
        }
      }
    },
    move(waiting, next) {
      messages.putDelivery(waiting.message.seq, next);
      settle(groupOf(waiting.message));
    },
    remove(waiting) {
      tx.delete(placeKey(waiting));
      messages.remove(waiting.message.seq);
      settle(groupOf(waiting.message));
    },
    count(now) {
      const counts = { visible: 0, inFlight: 0, delayed: 0 };
      for (const [, seq] of tx.scan<number>(entries(queue, 'line')))
        counts[messages.isVisible(seq, now) ? 'visible' : messages.hiddenAs(seq)] += 1;
      return counts;
    },
    nextDueMs(now) {
      for (const [found] of tx.scan(dueAfter(queue, now))) return dueMsOf(queue, found);
      return undefined;
    },
  };
}

function groupOf({ groupId = '' }: { readonly groupId?: string }): string {
  return groupId;
}
