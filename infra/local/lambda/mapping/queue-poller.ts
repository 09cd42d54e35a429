/**
 * Feeds a function from an SQS queue. What it handles is deleted; what it fails stays with the queue, whose visibility
 * timeout and redrive policy decide what becomes of it. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid as newUuid } from '../../kernel/engine.ts';
import { key } from '../../kernel/tuple-key.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import { hasCapacity } from '../invoke/concurrency.ts';
import { queueUrl, roleCaller } from '../invoke/destination.ts';
import { startInvocation } from '../invoke/start-invocation.ts';
import type { RunOutcome } from '../run-request.ts';
import { batchResult } from './batch-response.ts';
import { passesFilters } from './event-filter.ts';
import type { MappingRecord } from './mapping-record.ts';
import { requestPoll } from './poll-schedule.ts';
import { openQueueBuffer, type QueueBuffer } from './queue-buffer.ts';
import { queueEventRecord, type QueueEventRecord, type ReceivedMessage } from './queue-event.ts';

/** How many batches Lambda handles at once before it scales further, which one machine does not. */
const CONCURRENT_BATCHES = 5;
/** What SQS takes in one call. */
const MAX_ENTRIES = 10;

/** The messages an invocation holds. */
export interface QueueBatch {
  readonly messages: readonly { readonly messageId: string; readonly receiptHandle: string }[];
}

const countKey = ({ account, uuid }: MappingRecord): string => key('lambda', account, 'queue-batches', uuid);

/** Starts as many batches as there are messages and room for. */
export function pollQueue(context: Context, mapping: MappingRecord, record: FunctionRecord): void {
  const buffer = openQueueBuffer(context, mapping);
  try {
    while (queueHasRoom(context, mapping) && hasCapacity(context, record)) {
      fill(context, mapping, record, buffer);
      if (!due(context, mapping, buffer)) break;
      startBatch(context, mapping, record, buffer.take());
    }
  } finally {
    buffer.save();
  }
  if (buffer.count() > 0) requestPoll(context, mapping, Math.max(buffer.windowEndMs(), context.now + 1));
}

/** Whether another batch may be handled at the same time. */
export function queueHasRoom({ tx }: Context, mapping: MappingRecord): boolean {
  return (tx.get<number>(countKey(mapping)) ?? 0) < (mapping.maximumConcurrency ?? CONCURRENT_BATCHES);
}

function due({ now }: Context, { windowSeconds }: MappingRecord, buffer: QueueBuffer): boolean {
  if (buffer.count() === 0) return false;
  return buffer.full() || windowSeconds === 0 || now >= buffer.windowEndMs();
}

function fill(context: Context, mapping: MappingRecord, record: FunctionRecord, buffer: QueueBuffer): void {
  while (!buffer.full()) {
    const messages = receive(context, mapping, record, Math.min(MAX_ENTRIES, mapping.batchSize - buffer.count()));
    const unwanted: QueueEventRecord[] = [];
    for (const message of messages) {
      const received = queueEventRecord(message, mapping.eventSourceArn);
      if (passesFilters(mapping.filters, received)) buffer.add(received);
      else unwanted.push(received);
    }
    deleteMessages(context, mapping, record, unwanted);
    if (messages.length === 0) return;
  }
}

function receive(context: Context, mapping: MappingRecord, record: FunctionRecord, limit: number): ReceivedMessage[] {
  const input = {
    QueueUrl: queueUrl(mapping.eventSourceArn),
    MaxNumberOfMessages: limit,
    WaitTimeSeconds: 0,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  };
  const output = context.call<{ Messages?: ReceivedMessage[] }>('sqs', 'ReceiveMessage', input, roleCaller(record));
  return output.Messages ?? [];
}

function startBatch(
  context: Context,
  mapping: MappingRecord,
  record: FunctionRecord,
  records: QueueEventRecord[],
): void {
  const { account, uuid, functionName, qualifier } = mapping;
  const batch: QueueBatch = {
    messages: records.map(({ messageId, receiptHandle }) => ({ messageId, receiptHandle })),
  };
  startInvocation(context, {
    requestId: newUuid(context.random),
    record,
    version: resolveVersion(context, record, { account, name: functionName, qualifier }),
    qualifier,
    payload: JSON.stringify({ Records: records }),
    origin: { type: 'mapping', uuid, batch },
  });
  context.tx.put(countKey(mapping), (context.tx.get<number>(countKey(mapping)) ?? 0) + 1);
}

/** The function has handled a batch, or failed to. */
export function settleQueueBatch(
  context: Context,
  mapping: MappingRecord,
  record: FunctionRecord,
  { messages }: QueueBatch,
  outcome: RunOutcome,
): void {
  releaseBatch(context, mapping);
  const result = batchResult(outcome, mapping.reportsItemFailures);
  if (result.type === 'failed') return;
  const failed = new Set(result.type === 'partial' ? result.failed : []);
  const known = new Set(messages.map(({ messageId }) => messageId));
  if ([...failed].some((identifier) => !known.has(identifier))) return;
  deleteMessages(
    context,
    mapping,
    record,
    messages.filter(({ messageId }) => !failed.has(messageId)),
  );
}

/** The process that handled a batch is gone: its messages are as if nobody had received them. */
export function returnQueueBatch(
  context: Context,
  mapping: MappingRecord,
  record: FunctionRecord,
  { messages }: QueueBatch,
): void {
  releaseBatch(context, mapping);
  const input = {
    QueueUrl: queueUrl(mapping.eventSourceArn),
    ReceiptHandles: messages.map(({ receiptHandle }) => receiptHandle),
  };
  try {
    context.call('sqs', 'ReturnMessages', input, roleCaller(record));
  } catch (error) {
    // The queue is gone, or closed to the function: nothing is left to do for these messages.
    if (!(error instanceof AwsError)) throw error;
  }
}

function releaseBatch({ tx }: Context, mapping: MappingRecord): void {
  const running = (tx.get<number>(countKey(mapping)) ?? 0) - 1;
  if (running > 0) tx.put(countKey(mapping), running);
  else tx.delete(countKey(mapping));
}

function deleteMessages(
  context: Context,
  mapping: MappingRecord,
  record: FunctionRecord,
  messages: QueueBatch['messages'],
): void {
  for (let at = 0; at < messages.length; at += MAX_ENTRIES) {
    const Entries = messages
      .slice(at, at + MAX_ENTRIES)
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const input = { QueueUrl: queueUrl(mapping.eventSourceArn), Entries };
    context.call('sqs', 'DeleteMessageBatch', input, roleCaller(record));
  }
}
