/** Hands a message to the endpoint of a subscription: one call of the service that has it. */

import type { Caller, Context } from '../../kernel/context.ts';
import type { PublishedMessage } from '../publish/published-message.ts';
import { textFor } from '../publish/published-message.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { topicArn } from '../topic/topic-address.ts';
import { functionEvent, notification } from './notification.ts';

/** Throws what the endpoint's service throws. */
export function invokeEndpoint(context: Context, subscription: Subscription, message: PublishedMessage): void {
  if (subscription.protocol === 'sqs') sendToQueue(context, subscription, message, subscription.endpoint);
  else {
    const Payload = Buffer.from(functionEvent(context, subscription, message)).toString('base64');
    const input = { FunctionName: subscription.endpoint, InvocationType: 'Event', Payload };
    context.call('lambda', 'Invoke', input, topicCaller(context, subscription));
  }
}

/** Sends to any queue what the subscription's own would get: in the envelope, or raw with the message's attributes. */
export function sendToQueue(
  context: Context,
  subscription: Subscription,
  message: PublishedMessage,
  queueArn: string,
): void {
  const raw = subscription.attributes.RawMessageDelivery?.toLowerCase() === 'true';
  const { attributes, groupId } = message;
  const input = {
    QueueUrl: queueArn,
    MessageBody: raw ? textFor(message, subscription.protocol) : notification(context, subscription, message),
    ...(raw && attributes !== undefined ? { MessageAttributes: attributes } : {}),
    ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
  };
  context.call('sqs', 'SendMessage', input, topicCaller(context, subscription));
}

/** Queues and functions let topics in by their own policies. */
function topicCaller({ region }: Context, { topic }: Subscription): Caller {
  return {
    type: 'service',
    account: topic.account,
    principal: 'sns.amazonaws.com',
    sourceArn: topicArn(topic, region),
  };
}
