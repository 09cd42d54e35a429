/** The last resort of a message that could not be delivered: its subscription's dead-letter queue. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { PublishedMessage } from '../publish/published-message.ts';
import { deadLetterQueue } from '../subscription/subscription-attributes.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { sendToQueue } from './invoke-endpoint.ts';

/** Without a queue, or with one that refuses, the message is dropped. https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
export function deadLetter(context: Context, subscription: Subscription, message: PublishedMessage): void {
  const { RedrivePolicy } = subscription.attributes;
  if (RedrivePolicy === undefined) return;
  try {
    sendToQueue(context, subscription, message, deadLetterQueue(RedrivePolicy));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}
