/** The index by which what a queue keeps is found when it is due. */

import { key, type Range } from '../kernel/tuple-key.ts';
import { entries, entryKey, type Queue } from './queue.ts';

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
