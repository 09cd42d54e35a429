/** How many messages a queue has of each kind, exactly. */

import type { Context } from '../kernel/context.ts';
import { lineOf } from './line-of.ts';
import { numberAttribute } from './queue-attributes.ts';
import type { Queue } from './queue.ts';

/** The three `ApproximateNumberOf…` attributes. Drops messages older than the queue keeps them. */
export function countMessages(context: Context, queue: Queue): Record<string, string> {
  const oldestMs = context.now - numberAttribute(queue, 'MessageRetentionPeriod') * 1000;
  const line = lineOf(context.tx, queue);
  let visible = 0;
  let inFlight = 0;
  let delayed = 0;
  for (const waiting of line.all()) {
    const { message, delivery } = waiting;
    if (message.sentMs <= oldestMs) line.remove(waiting);
    else if (delivery.dueMs <= context.now) visible += 1;
    else if (delivery.receipt === undefined) delayed += 1;
    else inFlight += 1;
  }
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}
