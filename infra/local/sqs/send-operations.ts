/** `SendMessage` and `SendMessageBatch`. */

import type { Context } from '../kernel/context.ts';
import { uuid } from '../kernel/engine.ts';
import { batchEntries, eachEntry, type BatchOutput } from './batch.ts';
import { duplicateOf, rememberAccepted } from './deduplication.ts';
import { enqueue } from './enqueue.ts';
import { md5 } from './md5.ts';
import { attributesMd5, attributesSize, type MessageAttributes } from './message-attributes.ts';
import { openQueue, type Queue } from './queue.ts';
import { parseSend, type Send, type SendMessageEntry } from './send.ts';
import { prefixed } from './sqs-errors.ts';

/** Bytes of all bodies and attributes of one batch. */
const LARGEST_BATCH = 1_048_576;

export interface SendMessageInput extends SendMessageEntry {
  readonly QueueUrl?: string;
}

export interface SendMessageBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (SendMessageEntry & { readonly Id?: string })[];
}

export interface SendMessageOutput {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  /** FIFO only. */
  readonly SequenceNumber?: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export function sendMessage(context: Context, input: SendMessageInput): SendMessageOutput {
  const queue = openQueue(context, 'SendMessage', input.QueueUrl);
  return send(context, queue, parseSend(queue, input));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export function sendMessageBatch(context: Context, input: SendMessageBatchInput): BatchOutput<SendMessageOutput> {
  const queue = openQueue(context, 'SendMessage', input.QueueUrl);
  const entries = batchEntries(input.Entries, 'SendMessageBatchRequestEntry');
  const bytes = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
  if (bytes > LARGEST_BATCH)
    throw prefixed(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${LARGEST_BATCH} bytes. You have sent ${bytes} bytes.`,
    );
  return eachEntry(entries, (entry) => send(context, queue, parseSend(queue, entry)));
}

function entrySize({ MessageBody, MessageAttributes: attributes }: SendMessageEntry): number {
  return Buffer.byteLength(MessageBody ?? '') + attributesSize(attributes as MessageAttributes);
}

function send(context: Context, queue: Queue, sent: Send): SendMessageOutput {
  const { delayMs, ...content } = sent;
  const bodyMd5 = md5(content.body);
  const earlier = duplicateOf(context, queue, sent);
  const message =
    earlier ??
    enqueue(
      context,
      queue,
      { ...content, bodyMd5, id: uuid(context.random), sentMs: context.now, senderId: senderOf(context) },
      delayMs,
    );
  if (earlier === undefined) rememberAccepted(context, queue, message);
  return {
    MD5OfMessageBody: bodyMd5,
    ...(sent.attributes === undefined ? {} : { MD5OfMessageAttributes: attributesMd5(sent.attributes) }),
    ...(sent.systemAttributes === undefined
      ? {}
      : { MD5OfMessageSystemAttributes: attributesMd5(sent.systemAttributes) }),
    MessageId: message.id,
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
  };
}

function senderOf({ caller }: Context): string {
  if (caller.type === 'role') return `${caller.roleArn.split('/').at(-1) ?? ''}:${caller.session}`;
  return caller.type === 'service' ? caller.principal : caller.account;
}
