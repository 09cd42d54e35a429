/** `ReturnMessages`, the engine's own: gives back what was received but never handled, as if it had not been received. */

import type { Context } from '../kernel/context.ts';
import { announce } from './alarm.ts';
import { lineOf } from './line-of.ts';
import { openQueue } from './queue.ts';
import { parseReceiptHandle } from './receipt-handle.ts';

export interface ReturnMessagesInput {
  readonly QueueUrl: string;
  readonly ReceiptHandles: readonly string[];
}

/**
 * For a poller that ended with the engine's process, as Lambda's own never do: were its receive counted, a few restarts
 * would send a message to the dead-letter queue that no function has failed. What was deleted or received again since
 * is left alone.
 */
export function returnMessages(context: Context, { QueueUrl, ReceiptHandles }: ReturnMessagesInput): void {
  const queue = openQueue(context, 'ReceiveMessage', QueueUrl);
  const line = lineOf(context.tx, queue);
  for (const handle of ReceiptHandles) {
    const receipt = parseReceiptHandle(queue, handle);
    const standing = line.find(receipt);
    if (standing === undefined || standing.delivery.receipt !== receipt.receipt) continue;
    const { delivery } = standing;
    line.move(standing, { ...delivery, dueMs: context.now, receives: delivery.receives - 1 });
  }
  announce(context, queue, context.now);
}
