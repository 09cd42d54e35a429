/** A FIFO queue takes a message once: the same deduplication id within five minutes is the same message. */

import type { Context } from '../kernel/context.ts';
import type { Message } from './message.ts';
import { entries, entryKey, isFifo, type Queue } from './queue.ts';

const INTERVAL_MS = 5 * 60_000;

interface Remembered {
  readonly untilMs: number;
  readonly message: Pick<Message, 'id' | 'sequenceNumber'>;
}

interface Identity {
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

/** The message this one repeats, if its sender sent it within the interval. */
export function duplicateOf(
  context: Context,
  queue: Queue,
  identity: Identity,
): Pick<Message, 'id' | 'sequenceNumber'> | undefined {
  if (!isFifo(queue)) return undefined;
  const remembered = context.tx.get<Remembered>(identityKey(queue, identity));
  return remembered !== undefined && remembered.untilMs > context.now ? remembered.message : undefined;
}

/** Remembers an accepted message for the interval, and forgets those whose interval is over. */
export function remember(
  context: Context,
  queue: Queue,
  message: Pick<Message, 'id' | 'sequenceNumber'> & Identity,
): void {
  if (!isFifo(queue)) return;
  forgetOld(context, queue);
  const identity = identityKey(queue, message);
  const untilMs = context.now + INTERVAL_MS;
  const { id, sequenceNumber } = message;
  const kept = { id, ...(sequenceNumber === undefined ? {} : { sequenceNumber }) };
  context.tx.put(identity, { untilMs, message: kept } satisfies Remembered);
  context.tx.put(entryKey(queue, 'forget', untilMs, context.sequence()), identity);
}

function forgetOld(context: Context, queue: Queue): void {
  const over = { from: entries(queue, 'forget').from, to: entryKey(queue, 'forget', context.now + 1) };
  for (const [at, identity] of context.tx.scan<string>(over)) {
    context.tx.delete(at);
    const remembered = context.tx.get<Remembered>(identity);
    if (remembered !== undefined && remembered.untilMs <= context.now) context.tx.delete(identity);
  }
}

function identityKey(queue: Queue, { groupId = '', deduplicationId = '' }: Identity): string {
  const perGroup = queue.attributes.DeduplicationScope === 'messageGroup';
  return entryKey(queue, 'deduplication', perGroup ? groupId : '', deduplicationId);
}
