/** The task that delivers events to targets, and decides what follows where a target refuses one. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { deadLetter } from './dead-letter.ts';
import { deliveryFailure, type DeliveryFailure } from './delivery-failure.ts';
import { scheduleDeliveries, type Delivery } from './delivery.ts';
import { invokeTarget } from './invoke-target.ts';
import { exhaustedBy, nextAttemptMs } from './retry-schedule.ts';

export function deliver(context: Context, deliveries: readonly Delivery[]): void {
  for (const delivery of shuffled(deliveries, context.random)) deliverOne(context, delivery);
}

function deliverOne(context: Context, delivery: Delivery): void {
  const failure = attempt(context, delivery);
  if (failure === undefined) return;
  const failed = { ...delivery, failures: delivery.failures + 1 };
  const exhausted = failure.retryable ? exhaustedBy(failed, context.now) : undefined;
  if (!failure.retryable || exhausted !== undefined) deadLetter(context, failed, { failure, exhausted });
  else scheduleDeliveries(context, [failed], nextAttemptMs(failed, context.now, context.random));
}

function attempt(context: Context, delivery: Delivery): DeliveryFailure | undefined {
  try {
    invokeTarget(context, delivery);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return deliveryFailure(error);
    throw error;
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}
