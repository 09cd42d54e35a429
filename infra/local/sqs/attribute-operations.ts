/** `GetQueueAttributes` and `SetQueueAttributes`. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { countMessages } from './message-counts.ts';
import { queueArn } from './queue-address.ts';
import { checkAttributes, effectiveAttributes } from './queue-attributes.ts';
import { setAttributes } from './queue-operations.ts';
import { openQueue, type Queue } from './queue.ts';
import { missingParameter, unknownAttribute } from './sqs-errors.ts';

export interface GetQueueAttributesInput {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
}

export interface SetQueueAttributesInput {
  readonly QueueUrl?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** Every name that may be asked for, though a queue need not have it. */
const NAMES: ReadonlySet<string> = new Set([
  'All',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'ContentBasedDeduplication',
  'CreatedTimestamp',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'LastModifiedTimestamp',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'QueueArn',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export function getQueueAttributes(
  context: Context,
  input: GetQueueAttributesInput,
): { Attributes?: Record<string, string> } {
  const queue = openQueue(context, 'GetQueueAttributes', input.QueueUrl);
  const wanted = new Set(input.AttributeNames ?? []);
  for (const name of wanted) if (!NAMES.has(name)) throw unknownAttribute(name);
  const values = { ...described(context, queue), ...(wantsCounts(wanted) ? countMessages(context, queue) : {}) };
  const chosen = Object.entries(values).filter(([name]) => wanted.has('All') || wanted.has(name));
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
}

function described(context: Context, queue: Queue): Record<string, string> {
  return {
    QueueArn: queueArn(queue, context.region),
    CreatedTimestamp: String(Math.floor(queue.createdMs / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedMs / 1000)),
    ...effectiveAttributes(queue),
  };
}

function wantsCounts(wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((name) => name === 'All' || name.startsWith('Approximate'));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export function setQueueAttributes(context: Context, input: SetQueueAttributesInput): void {
  const queue = openQueue(context, 'SetQueueAttributes', input.QueueUrl);
  const attributes = input.Attributes;
  if (attributes === undefined) throw missingParameter('Attribute.Name');
  checkAttributes(queue, attributes);
  if (
    attributes.SqsManagedSseEnabled === 'true' &&
    queue.attributes.KmsMasterKeyId &&
    !('KmsMasterKeyId' in attributes)
  )
    throw new AwsError(
      'InvalidAttributeName',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
  setAttributes(context, queue, attributes);
}
