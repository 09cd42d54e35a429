/** `DeleteMessage` and `DeleteMessageBatch`. */

import type { Context } from '../kernel/context.ts';
import { announce } from './alarm.ts';
import { batchEntries, eachEntry, type BatchOutput } from './batch.ts';
import { lineOf } from './line-of.ts';
import { isFifo, openQueue, type Queue } from './queue.ts';
import { parseReceiptHandle } from './receipt-handle.ts';
import { invalidValue, missingParameter } from './sqs-errors.ts';

export interface DeleteMessageInput {
  readonly QueueUrl?: string;
  readonly ReceiptHandle?: string;
}

export interface DeleteMessageBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly { readonly Id?: string; readonly ReceiptHandle?: string }[];
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export function deleteMessage(context: Context, input: DeleteMessageInput): void {
  const queue = openQueue(context, 'DeleteMessage', input.QueueUrl);
  remove(context, queue, input.ReceiptHandle);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export function deleteMessageBatch(context: Context, input: DeleteMessageBatchInput): BatchOutput<object> {
  const queue = openQueue(context, 'DeleteMessage', input.QueueUrl);
  const entries = batchEntries(input.Entries, 'DeleteMessageBatchRequestEntry');
  return eachEntry(entries, ({ ReceiptHandle }) => {
    remove(context, queue, ReceiptHandle);
    return {};
  });
}

/**
 * Deleting what is already gone succeeds. An earlier handle of a message deletes it too on a standard queue, as SQS
 * usually does; on a FIFO queue a handle is good only while the message is in flight under it.
 */
function remove(context: Context, queue: Queue, handle: string | undefined): void {
  if (handle === undefined) throw missingParameter('ReceiptHandle');
  const receipt = parseReceiptHandle(queue, handle);
  const line = lineOf(context.tx, queue);
  const standing = line.find(receipt);
  if (standing === undefined) return;
  const { delivery, groupId } = standing;
  if (isFifo(queue) && (delivery.receipt !== receipt.receipt || delivery.dueMs <= context.now))
    throw invalidValue(handle, 'ReceiptHandle', 'The receipt handle has expired.');
  line.remove(standing);
  if (isFifo(queue) && groupId !== undefined) announce(context, queue, context.now);
}
