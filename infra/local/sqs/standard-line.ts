/** A standard queue: every message by itself, found by the time it becomes visible, so that those in flight cost nothing. */

import type { Transaction } from '../kernel/store.ts';
import { past, type Range } from '../kernel/tuple-key.ts';
import { dueAfter, dueBy, dueMsOf } from './due-index.ts';
import { standingOf, type Line, type Place, type Standing } from './line.ts';
import { entries, entryKey, type Queue } from './queue.ts';
import { messageKey, readMessage } from './stored-message.ts';

/** Whoever takes a message writes, and a scan fetches anew after a write: so a few are read before. */
const READ_AHEAD = 4;

/**
 * A receipt handle says when the message was due as it was received. Where that has changed since, an entry `moved`
 * says when it is due now: only a message received again or hidden anew needs one.
 */
export function standardLine(tx: Transaction, queue: Queue): Line {
  const movedKey = (seq: number): string => entryKey(queue, 'moved', seq);
  const dueKey = ({ seq, dueMs }: Place): string => entryKey(queue, 'due', dueMs, seq);
  const standingKey = ({ seq, delivery }: Standing): string => dueKey({ seq, dueMs: delivery.dueMs });

  function findMoved(seq: number): Standing | undefined {
    const dueMs = tx.get<number>(movedKey(seq));
    return dueMs === undefined ? undefined : tx.get<Standing>(dueKey({ seq, dueMs }));
  }

  return {
    read: (standing) => readMessage(tx, queue, standing),
    find: (place) => tx.get<Standing>(dueKey(place)) ?? findMoved(place.seq),
    *all() {
      for (const [, standing] of tx.scan<Standing>(entries(queue, 'due'))) yield standing;
    },
    add(message, delivery) {
      const standing = standingOf(message, delivery);
      tx.put(messageKey(queue, message.seq), message);
      tx.put(standingKey(standing), standing);
    },
    *ready(now) {
      const seen = new Set<number>();
      for (const standing of readAhead(tx, dueBy(queue, now))) {
        if (seen.has(standing.seq)) return;
        seen.add(standing.seq);
        const waiting = readMessage(tx, queue, standing);
        if (waiting !== undefined) yield waiting;
      }
    },
    move(standing, next) {
      const isMoved = standing.delivery.receipt !== undefined;
      const { seq, sentMs } = standing;
      const there: Standing = { seq, sentMs, delivery: isMoved ? { ...next, isMoved } : next };
      tx.delete(standingKey(standing));
      tx.put(standingKey(there), there);
      if (isMoved) tx.put(movedKey(seq), next.dueMs);
    },
    remove(standing) {
      tx.delete(standingKey(standing));
      tx.delete(messageKey(queue, standing.seq));
      if (standing.delivery.isMoved) tx.delete(movedKey(standing.seq));
    },
    nextDueMs(now) {
      for (const [found] of tx.scan(dueAfter(queue, now))) return dueMsOf(queue, found);
      return undefined;
    },
  };
}

function* readAhead(tx: Transaction, { from, to }: Range): Generator<Standing> {
  for (;;) {
    const ahead: Standing[] = [];
    for (const [at, standing] of tx.scan<Standing>({ from, to })) {
      from = past(at);
      if (ahead.push(standing) === READ_AHEAD) break;
    }
    yield* ahead;
    if (ahead.length < READ_AHEAD) return;
  }
}
