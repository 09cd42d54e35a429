/** A message as `ReceiveMessage` returns it, with the attributes that were asked for. */

import type { Waiting } from './line.ts';
import { attributesMd5, selectAttributes, type MessageAttributes } from './message-attributes.ts';
import type { Queue } from './queue.ts';
import { receiptHandle, receiptOf } from './receipt-handle.ts';

export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly MD5OfBody: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MD5OfMessageAttributes?: string;
  readonly MessageAttributes?: MessageAttributes;
}

export interface Wanted {
  /** Names of system attributes, or `All`. */
  readonly system: ReadonlySet<string>;
  /** Names, prefixes ending in `.*`, or `All`. */
  readonly attributes: readonly string[];
}

export function receivedMessage(queue: Queue, waiting: Waiting, wanted: Wanted): ReceivedMessage {
  const { message } = waiting;
  const Attributes = systemAttributes(waiting, wanted.system);
  const MessageAttributes = selectAttributes(message.attributes, wanted.attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle(queue, receiptOf(waiting)),
    MD5OfBody: message.bodyMd5,
    Body: message.body,
    ...(Attributes === undefined ? {} : { Attributes }),
    ...(MessageAttributes === undefined
      ? {}
      : { MD5OfMessageAttributes: attributesMd5(MessageAttributes), MessageAttributes }),
  };
}

function systemAttributes(
  { message, delivery }: Waiting,
  wanted: ReadonlySet<string>,
): Record<string, string> | undefined {
  if (wanted.size === 0) return undefined;
  const values: Record<string, string | undefined> = {
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.earlier?.firstReceivedMs ?? delivery.firstReceivedMs),
    ApproximateReceiveCount: String((message.earlier?.receives ?? 0) + delivery.receives),
    SentTimestamp: String(message.sentMs),
    SequenceNumber: message.sequenceNumber,
    MessageDeduplicationId: message.deduplicationId,
    MessageGroupId: message.groupId,
    AWSTraceHeader: message.systemAttributes?.AWSTraceHeader?.StringValue,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  const chosen: Record<string, string> = {};
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && (wanted.has(name) || wanted.has('All'))) chosen[name] = value;
  return Object.keys(chosen).length === 0 ? undefined : chosen;
}
