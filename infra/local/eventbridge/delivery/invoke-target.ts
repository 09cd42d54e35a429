/** Hands an event to its target: one call of the service the target's ARN names. */

import type { Caller, Context } from '../../kernel/context.ts';
import { targetService, type TargetService } from '../targets/target.ts';
import type { Delivery } from './delivery.ts';
import { evaluateJsonPath } from './json-path.ts';
import { targetInput } from './target-input.ts';

/** Throws what the target's service throws. */
export function invokeTarget(context: Context, delivery: Delivery): void {
  const service = targetService(delivery.target.Arn);
  if (service === undefined) throw new Error(`No way to deliver to ${delivery.target.Arn}`);
  INVOCATIONS[service](context, delivery);
}

const INVOCATIONS: Readonly<Record<TargetService, (context: Context, delivery: Delivery) => void>> = {
  sqs(context, delivery) {
    const { target, traceHeader } = delivery;
    const group = target.SqsParameters?.MessageGroupId;
    context.call(
      'sqs',
      'SendMessage',
      {
        QueueUrl: target.Arn,
        MessageBody: targetInput(delivery),
        ...(group !== undefined && { MessageGroupId: dynamicParameter(group, delivery) }),
        ...(traceHeader !== undefined && {
          MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
        }),
      },
      serviceCaller(delivery),
    );
  },

  kinesis(context, delivery) {
    const { target } = delivery;
    const input = {
      StreamARN: target.Arn,
      Data: Buffer.from(targetInput(delivery)).toString('base64'),
      PartitionKey: dynamicParameter(target.KinesisParameters?.PartitionKeyPath ?? '$.id', delivery),
    };
    context.call('kinesis', 'PutRecord', input, roleCaller(delivery));
  },

  lambda(context, delivery) {
    const Payload = Buffer.from(targetInput(delivery)).toString('base64');
    const input = { FunctionName: delivery.target.Arn, InvocationType: 'Event', Payload };
    context.call('lambda', 'Invoke', input, serviceCaller(delivery));
  },

  sns(context, delivery) {
    const input = { TopicArn: delivery.target.Arn, Message: targetInput(delivery) };
    context.call('sns', 'Publish', input, roleCaller(delivery));
  },

  events(context, delivery) {
    const { target, event, traceHeader } = delivery;
    const input = {
      EventBusArn: target.Arn,
      Event: event,
      ...(traceHeader !== undefined && { TraceHeader: traceHeader }),
    };
    context.call('events', 'ForwardEvent', input, roleCaller(delivery));
  },
};

/** The caller of targets whose resource policy lets EventBridge in. */
export function serviceCaller({ account, ruleArn }: Delivery): Caller {
  return { type: 'service', account, principal: 'events.amazonaws.com', sourceArn: ruleArn };
}

/** The target's role, for targets EventBridge reaches as one of the account's own. */
function roleCaller(delivery: Delivery): Caller {
  const { account, target } = delivery;
  if (target.RoleArn === undefined) return serviceCaller(delivery);
  return { type: 'role', account, roleArn: target.RoleArn, session: 'events' };
}

/** A parameter that may be a path into the original event; the event's id stands in for what is not there. */
function dynamicParameter(parameter: string, { event }: Delivery): string {
  if (!parameter.startsWith('$')) return parameter;
  const parsed = JSON.parse(event) as { readonly id: string };
  const value = evaluateJsonPath(parameter, parsed) ?? parsed.id;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
