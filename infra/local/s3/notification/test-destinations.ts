/** Whether the destinations of a configuration exist and let the bucket in, which S3 finds out by trying. */

import { deliveryFailure } from '../../eventbridge/delivery/delivery-failure.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { s3Error } from '../s3-error.ts';
import { requestIds } from '../wire/refuse.ts';
import { senderCaller, tell, type Sender } from './destination.ts';
import type { DestinationKind, NotificationRule } from './notification-rules.ts';

/**
 * Queues and topics get a test message, functions a dry run. Throws InvalidArgument with every destination that refused.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function testDestinations(context: Context, sender: Sender, rules: readonly NotificationRule[]): void {
  const refusals = rules.flatMap((rule) => {
    const reason = refusalOf(context, sender, rule);
    return reason === undefined ? [] : [{ arn: rule.arn, reason }];
  });
  if (refusals.length === 0) return;
  const details = refusals.flatMap(({ arn, reason }, index) => [
    [`ArgumentName${index + 1}`, `${arn}, null`],
    [`ArgumentValue${index + 1}`, reason],
  ]);
  throw s3Error(
    'InvalidArgument',
    400,
    'Unable to validate the following destination configurations',
    Object.fromEntries(details) as Record<string, string>,
  );
}

function refusalOf(context: Context, sender: Sender, rule: NotificationRule): string | undefined {
  if (rule.arn.endsWith('.fifo')) return `A FIFO ${rule.kind} cannot be a destination`;
  try {
    if (rule.kind === 'function') dryRun(context, sender, rule.arn);
    else tell(context, sender, rule, testMessage(context, sender));
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return reasonOf(error, rule);
  }
}

function dryRun(context: Context, sender: Sender, FunctionName: string): void {
  context.call('lambda', 'Invoke', { FunctionName, InvocationType: 'DryRun' }, senderCaller(sender));
}

const NAMES: Readonly<Record<DestinationKind, string>> = { topic: 'topic', queue: 'queue', function: 'Lambda' };

function reasonOf(error: AwsError, { kind, arn }: NotificationRule): string {
  const { code, message } = deliveryFailure(error);
  if (code === 'NO_RESOURCE') return `The destination ${NAMES[kind]} does not exist`;
  if (code !== 'NO_PERMISSIONS') return message;
  if (kind === 'function') return `Not authorized to invoke function [${arn}]`;
  return `Permissions on the destination ${kind} do not allow S3 to publish notifications from this bucket`;
}

function testMessage(context: Context, { name }: Sender): string {
  const ids = requestIds(context.requestId);
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(context.now).toISOString(),
    Bucket: name,
    RequestId: ids['x-amz-request-id'],
    HostId: ids['x-amz-id-2'],
  });
}
