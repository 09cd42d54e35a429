/**
 * A FIFO queue: messages stand in groups, and a group is due as a whole. It is due when its first message is visible
 * and none of its messages is in flight, so that no later message overtakes one that may yet come back.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */

import type { Transaction } from '../kernel/store.ts';
import { dueAfter, dueBy, dueMsOf } from './due-index.ts';
import { standingOf, type Line, type Standing } from './line.ts';
import { entries, entryKey, type Queue } from './queue.ts';
import { messageKey, readMessage } from './stored-message.ts';

export function fifoLine(tx: Transaction, queue: Queue): Line {
  const standingKey = (seq: number): string => entryKey(queue, 'delivery', seq);
  const lineKey = (standing: Standing): string => entryKey(queue, 'line', groupOf(standing), standing.seq);

  function* group(id: string): Generator<Standing> {
    for (const [, seq] of tx.scan<number>(entries(queue, 'line', id))) {
      const standing = tx.get<Standing>(standingKey(seq));
      if (standing !== undefined) yield standing;
    }
  }

  /** Keeps the due index true after a change to the group. */
  function settle(id: string): void {
    const indexed = tx.get<string>(entryKey(queue, 'group', id));
    let first: Standing | undefined;
    let dueMs = 0;
    for (const standing of group(id)) {
      if (first !== undefined && standing.delivery.receipt === undefined) break;
      first ??= standing;
      dueMs = Math.max(dueMs, standing.delivery.dueMs);
    }
    const due = first === undefined ? undefined : entryKey(queue, 'due', dueMs, first.seq);
    if (due === indexed) return;
    if (indexed !== undefined) tx.delete(indexed);
    if (due === undefined) return tx.delete(entryKey(queue, 'group', id));
    tx.put(due, id);
    tx.put(entryKey(queue, 'group', id), due);
  }

  return {
    read: (standing) => readMessage(tx, queue, standing),
    find: ({ seq }) => tx.get<Standing>(standingKey(seq)),
    *all() {
      for (const [, standing] of tx.scan<Standing>(entries(queue, 'delivery'))) yield standing;
    },
    add(message, delivery) {
      const standing = standingOf(message, delivery);
      tx.put(messageKey(queue, message.seq), message);
      tx.put(standingKey(message.seq), standing);
      tx.put(lineKey(standing), message.seq);
      settle(groupOf(message));
    },
    *ready(now) {
      const seen = new Set<string>();
      for (const [, id] of tx.scan<string>(dueBy(queue, now))) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const standing of group(id)) {
          if (standing.delivery.dueMs > now) break;
          const waiting = readMessage(tx, queue, standing);
          if (waiting !== undefined) yield waiting;
        }
      }
    },
    move({ seq, sentMs, groupId = '' }, delivery) {
      tx.put(standingKey(seq), { seq, sentMs, groupId, delivery } satisfies Standing);
      settle(groupId);
    },
    remove(standing) {
      tx.delete(lineKey(standing));
      tx.delete(standingKey(standing.seq));
      tx.delete(messageKey(queue, standing.seq));
      settle(groupOf(standing));
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
