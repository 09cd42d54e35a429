/** The task that delivers a message to subscriptions, and decides what follows where an endpoint refuses it. */

import { deliveryFailure, type DeliveryFailure } from '../../eventbridge/delivery/delivery-failure.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { findSubscription, type Subscription } from '../subscription/subscription.ts';
import { deadLetter } from './dead-letter.ts';
import { scheduleDelivery, type Delivery } from './delivery.ts';
import { invokeEndpoint } from './invoke-endpoint.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Who unsubscribed meanwhile gets nothing; one endpoint that fails holds none of the others up. */
export function deliver(context: Context, delivery: Delivery): void {
  for (const id of delivery.recipients) {
    const subscription = findSubscription(context, { topic: delivery.topic, id });
    if (subscription !== undefined) deliverTo(context, subscription, delivery);
  }
}

/**
 * An endpoint that is gone or does not let the topic in stays so until somebody acts: no attempt more is made.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
function deliverTo(context: Context, subscription: Subscription, delivery: Delivery): void {
  const failure = attempt(context, subscription, delivery);
  if (failure === undefined) return;
  const failures = delivery.failures + 1;
  const delayMs = failure.retryable ? retryDelayMs(failures, context.random) : undefined;
  if (delayMs === undefined) deadLetter(context, subscription, delivery.message);
  else scheduleDelivery(context, { ...delivery, recipients: [subscription.id], failures }, context.now + delayMs);
}

function attempt(context: Context, subscription: Subscription, { message }: Delivery): DeliveryFailure | undefined {
  try {
    invokeEndpoint(context, subscription, message);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return deliveryFailure(error);
    throw error;
  }
}
