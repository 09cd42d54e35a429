/** `Publish`: one message for every subscription whose filter it passes. */

import type { Context } from '../../kernel/context.ts';
import { scheduleDelivery } from '../delivery/delivery.ts';
import { passesFilter } from '../filter/passes-filter.ts';
import { invalidParameter, unsupported } from '../sns-errors.ts';
import { subscriptionsOf } from '../subscription/subscription.ts';
import { openTopic, type Topic } from '../topic/topic.ts';
import { publishedMessage, type MessageEntry, type PublishedMessage } from './published-message.ts';

export interface PublishInput extends MessageEntry {
  readonly TopicArn?: string;
  /** The same for topics. */
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function publish(context: Context, input: PublishInput): { MessageId: string } {
  if (input.PhoneNumber !== undefined) throw unsupported('PhoneNumber', 'text messages');
  if (input.TargetArn?.includes(':endpoint/') === true)
    throw invalidParameter('TargetArn Reason: No endpoint found for the target arn specified');
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  const topic = openTopic(context, 'Publish', arn);
  const message = publishedMessage(context, input, 'messageAttributes');
  fanOut(context, topic, message);
  return { MessageId: message.id };
}

/** Delivers to those who are subscribed now. */
export function fanOut(context: Context, topic: Topic, message: PublishedMessage): void {
  const recipients = subscriptionsOf(context, topic).filter((subscription) => passesFilter(subscription, message));
  if (recipients.length === 0) return;
  scheduleDelivery(context, {
    topic: { account: topic.account, name: topic.name },
    message,
    recipients: recipients.map(({ id }) => id),
    failures: 0,
  });
}
