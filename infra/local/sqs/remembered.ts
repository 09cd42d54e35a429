/** What a queue remembers for five minutes, so that a repeated request has the effect of one. */

import type { Context } from '../kernel/context.ts';
import { entries, entryKey, type Queue } from './queue.ts';

const INTERVAL_MS = 5 * 60_000;

interface Remembered<T> {
  readonly untilMs: number;
  readonly value: T;
}

/** The value kept under a key of the queue, if its time is not over. */
export function recall<T>(context: Context, at: string): T | undefined {
  const remembered = context.tx.get<Remembered<T>>(at);
  return remembered !== undefined && remembered.untilMs > context.now ? remembered.value : undefined;
}

/** Keeps a value for the interval, and forgets those of the queue whose time is over. */
export function remember(context: Context, queue: Queue, at: string, value: unknown): void {
  forgetOld(context, queue);
  const untilMs = context.now + INTERVAL_MS;
  context.tx.put(at, { untilMs, value } satisfies Remembered<unknown>);
  context.tx.put(entryKey(queue, 'forget', untilMs, context.sequence()), at);
}

function forgetOld(context: Context, queue: Queue): void {
  const over = { from: entries(queue, 'forget').from, to: entryKey(queue, 'forget', context.now + 1) };
  for (const [due, at] of context.tx.scan<string>(over)) {
    context.tx.delete(due);
    if (recall(context, at) === undefined) context.tx.delete(at);
  }
}
