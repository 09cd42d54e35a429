/** Puts a message into a queue: one just sent, one that died elsewhere, or one being moved back. */

import type { Context } from '../kernel/context.ts';
import { announce } from './alarm.ts';
import { lineOf } from './line-of.ts';
import type { Message } from './message.ts';
import { isFifo, type Queue } from './queue.ts';

/** Everything about a message but its place, which it gets here. */
export type Arrival = Omit<Message, 'seq' | 'sequenceNumber'>;

/** Makes it visible after `delayMs`, and returns the message at its place. */
export function enqueue(context: Context, queue: Queue, arrival: Arrival, delayMs = 0): Message {
  const seq = context.sequence();
  const message: Message = { ...arrival, seq, ...(isFifo(queue) ? { sequenceNumber: sequenceNumber(seq) } : {}) };
  const dueMs = context.now + delayMs;
  lineOf(context.tx, queue).add(message, { dueMs, receives: 0 });
  announce(context, queue, dueMs);
  return message;
}

/** 20 digits, as SQS has them. */
function sequenceNumber(seq: number): string {
  return String(18_850_000_000_000_000_000n + BigInt(seq));
}
