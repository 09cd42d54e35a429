/** How many messages a queue has of each kind, exactly. */

import type { Context } from '../kernel/context.ts';
import { lineOf } from './line-of.ts';
import { numberAttribute } from './queue-attributes.ts';
import type { Queue } from './queue.ts';

/** The three `ApproximateNumberOf…` attributes. Drops messages older than the queue keeps them. */
export function countMessages(context: Context, queue: Queue): Record<string, string> {
  const line = lineOf(context.tx, queue);
  const oldestMs = context.now - numberAttribute(queue, 'MessageRetentionPeriod') * 1000;
  for (const waiting of line.all()) {
    if (waiting.message.sentMs > oldestMs) break;
    line.remove(waiting);
  }
  const { visible, inFlight, delayed } = line.count(context.now);
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}
