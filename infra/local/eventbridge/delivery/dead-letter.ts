/** The last resort of an event that could not be delivered: its target's dead-letter queue. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryFailure } from './delivery-failure.ts';
import { serviceCaller } from './invoke-target.ts';
import type { Exhausted } from './retry-schedule.ts';

/** Sends the event itself, not the target's input. Without a queue, or one that refuses, the event is dropped. */
export function deadLetter(
  context: Context,
  delivery: Delivery,
  { failure, exhausted }: { readonly failure: DeliveryFailure; readonly exhausted: Exhausted | undefined },
): void {
  const queue = delivery.target.DeadLetterConfig?.Arn;
  if (queue === undefined) return;
  const attributes: Readonly<Record<string, string | undefined>> = {
    RULE_ARN: delivery.ruleArn,
    TARGET_ARN: delivery.target.Arn,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    EXHAUSTED_RETRY_CONDITION: exhausted,
    RETRY_ATTEMPTS: String(delivery.failures - 1),
  };
  const message = {
    QueueUrl: queue,
    MessageBody: delivery.event,
    MessageAttributes: stringAttributes(attributes),
  };
  try {
    context.call('sqs', 'SendMessage', message, serviceCaller(delivery));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

function stringAttributes(values: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}
