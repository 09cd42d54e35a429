/** How many messages a queue has of each kind, exactly. */

import type { Context } from '../kernel/context.ts';
import { lineOf } from './line-of.ts';
import type { Delivery } from './message.ts';
import { numberAttribute } from './queue-attributes.ts';
import type { Queue } from './queue.ts';

/** The three `ApproximateNumberOf…` attributes. Drops messages older than the queue keeps them. */
export function countMessages(context: Context, queue: Queue): Record<string, string> {
  const line = lineOf(context.tx, queue);
  const oldestMs = context.now - numberAttribute(queue, 'MessageRetentionPeriod') * 1000;
  const counts = { visible: 0, inFlight: 0, delayed: 0 };
  for (const standing of line.all()) {
    if (standing.sentMs <= oldestMs) line.remove(standing);
    else counts[kindOf(standing.delivery, context.now)] += 1;
  }
  return {
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
  };
}

/** Ready to be received, received and hidden, or not yet visible for the first time. */
function kindOf({ dueMs, receipt }: Delivery, now: number): 'visible' | 'inFlight' | 'delayed' {
  if (dueMs <= now) return 'visible';
  return receipt === undefined ? 'delayed' : 'inFlight';
}
