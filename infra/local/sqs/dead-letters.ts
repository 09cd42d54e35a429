/** Moves a message that was received too often to its queue's dead-letter queue. */

import type { Context } from '../kernel/context.ts';
import { enqueue } from './enqueue.ts';
import { lineOf } from './line-of.ts';
import type { Waiting } from './line.ts';
import { queueArn } from './queue-address.ts';
import { findQueue, isFifo, type Queue } from './queue.ts';
import { parseRedrivePolicy } from './redrive-policy.ts';

/**
 * True if one more delivery would exceed `maxReceiveCount`, and the message is now where dead letters go. The age of
 * the message goes on counting in a standard queue and begins anew in a FIFO queue; its receives go on counting in both.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function buryIfDead(context: Context, queue: Queue, waiting: Waiting): boolean {
  const policy = queue.attributes.RedrivePolicy;
  if (policy === undefined) return false;
  const { target, maxReceiveCount } = parseRedrivePolicy(policy);
  if (waiting.delivery.receives < maxReceiveCount) return false;
  const deadLetterQueue = findQueue(context, target);
  if (deadLetterQueue === undefined) return false;
  lineOf(context.tx, queue).remove(waiting);
  const { message, delivery } = waiting;
  enqueue(context, deadLetterQueue, {
    ...message,
    sentMs: isFifo(queue) ? context.now : message.sentMs,
    deadLetterSourceArn: queueArn(queue, context.region),
    earlier: {
      receives: (message.earlier?.receives ?? 0) + delivery.receives,
      firstReceivedMs: message.earlier?.firstReceivedMs ?? delivery.firstReceivedMs ?? context.now,
    },
  });
  return true;
}
