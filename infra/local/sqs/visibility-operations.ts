/** `ChangeMessageVisibility` and `ChangeMessageVisibilityBatch`. */

import type { Context } from '../kernel/context.ts';
import { announce } from './alarm.ts';
import { batchEntries, eachEntry, type BatchOutput } from './batch.ts';
import { lineOf } from './line-of.ts';
import { openQueue, type Queue } from './queue.ts';
import { parseReceiptHandle } from './receipt-handle.ts';
import { invalidValue, missingParameter, prefixed } from './sqs-errors.ts';
import { integerParameter } from './sqs-parameters.ts';

interface VisibilityChange {
  readonly ReceiptHandle?: string;
  /** Seconds from now, 0 to 43,200. */
  readonly VisibilityTimeout?: number;
}

export interface ChangeMessageVisibilityInput extends VisibilityChange {
  readonly QueueUrl?: string;
}

export interface ChangeMessageVisibilityBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (VisibilityChange & { readonly Id?: string })[];
}

const LONGEST_SECONDS = 43_200;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export function changeMessageVisibility(context: Context, input: ChangeMessageVisibilityInput): void {
  const queue = openQueue(context, 'ChangeMessageVisibility', input.QueueUrl);
  change(context, queue, input);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export function changeMessageVisibilityBatch(
  context: Context,
  input: ChangeMessageVisibilityBatchInput,
): BatchOutput<object> {
  const queue = openQueue(context, 'ChangeMessageVisibility', input.QueueUrl);
  const entries = batchEntries(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry');
  return eachEntry(entries, (entry) => {
    change(context, queue, entry);
    return {};
  });
}

/** A message whose timeout has passed may still be hidden again, as long as nobody else received it. */
function change(context: Context, queue: Queue, { ReceiptHandle, VisibilityTimeout }: VisibilityChange): void {
  if (ReceiptHandle === undefined) throw missingParameter('ReceiptHandle');
  const seconds = integerParameter(VisibilityTimeout, 'VisibilityTimeout', 0, LONGEST_SECONDS);
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  const receipt = parseReceiptHandle(queue, ReceiptHandle);
  const line = lineOf(context.tx, queue);
  const standing = line.find(receipt);
  if (standing === undefined)
    throw invalidValue(
      ReceiptHandle,
      'ReceiptHandle',
      'Message does not exist or is not available for visibility timeout change.',
    );
  const { delivery } = standing;
  if (delivery.receipt !== receipt.receipt)
    throw prefixed('MessageNotInflight', 'The message referred to is not in flight.');
  const dueMs = context.now + seconds * 1000;
  if (dueMs > (delivery.receivedMs ?? 0) + LONGEST_SECONDS * 1000)
    throw invalidValue(
      seconds,
      'VisibilityTimeout',
      'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
    );
  line.move(standing, { ...delivery, dueMs });
  announce(context, queue, dueMs);
}
