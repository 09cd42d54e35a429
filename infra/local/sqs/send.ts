/** Reads what a sender sent, and refuses what the queue would not take. */

import { hash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import {
  attributesSize,
  parseMessageAttributes,
  parseSystemAttributes,
  type MessageAttributes,
} from './message-attributes.ts';
import { isAllowedText } from './message-text.ts';
import { numberAttribute } from './queue-attributes.ts';
import { isFifo, type Queue } from './queue.ts';
import { invalidParameter, invalidValue, missingParameter } from './sqs-errors.ts';
import { integerParameter } from './sqs-parameters.ts';

export interface SendMessageEntry {
  readonly MessageBody?: string;
  /** Seconds, 0 to 900; the queue's by default. Not for a message of a FIFO queue. */
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: unknown;
  readonly MessageSystemAttributes?: unknown;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** A message to be sent, found good. */
export interface Send {
  readonly body: string;
  readonly delayMs: number;
  readonly attributes?: MessageAttributes;
  readonly systemAttributes?: MessageAttributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

export function parseSend(queue: Queue, entry: SendMessageEntry): Send {
  const body = entry.MessageBody;
  if (typeof body !== 'string' || body === '') throw missingParameter('MessageBody');
  if (!isAllowedText(body)) throw invalidContents();
  const attributes = parseMessageAttributes(entry.MessageAttributes);
  const systemAttributes = parseSystemAttributes(entry.MessageSystemAttributes);
  const largest = numberAttribute(queue, 'MaximumMessageSize');
  if (Buffer.byteLength(body) + attributesSize(attributes) > largest)
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${largest} bytes.`,
    );
  return {
    body,
    delayMs: delaySeconds(queue, entry) * 1000,
    ...(attributes === undefined ? {} : { attributes }),
    ...(systemAttributes === undefined ? {} : { systemAttributes }),
    ...(isFifo(queue) ? fifoIdentity(queue, entry, body) : standardIdentity(entry)),
  };
}

function delaySeconds(queue: Queue, { DelaySeconds }: SendMessageEntry): number {
  const own = integerParameter(DelaySeconds, 'DelaySeconds', 0, 900);
  if (isFifo(queue) && own !== undefined && own > 0)
    throw invalidValue(own, 'DelaySeconds', 'The request include parameter that is not valid for this queue type.');
  return (isFifo(queue) ? undefined : own) ?? numberAttribute(queue, 'DelaySeconds');
}

function fifoIdentity(queue: Queue, entry: SendMessageEntry, body: string) {
  const { MessageGroupId: groupId, MessageDeduplicationId: given } = entry;
  if (groupId === undefined) throw missingParameter('MessageGroupId');
  checkId(groupId, 'MessageGroupId');
  if (given !== undefined) checkId(given, 'MessageDeduplicationId');
  if (given === undefined && queue.attributes.ContentBasedDeduplication !== 'true')
    throw invalidParameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  return { groupId, deduplicationId: given ?? hash('sha256', body) };
}

/** A group id on a standard queue only shares the queue's throughput fairly, which one machine need not. */
function standardIdentity({ MessageGroupId: groupId, MessageDeduplicationId }: SendMessageEntry) {
  if (MessageDeduplicationId !== undefined)
    throw invalidValue(
      MessageDeduplicationId,
      'MessageDeduplicationId',
      'The request include parameter that is not valid for this queue type.',
    );
  if (groupId === undefined) return {};
  checkId(groupId, 'MessageGroupId');
  return { groupId };
}

function checkId(value: string, parameter: string): void {
  if (!/^[\x21-\x7e]{1,128}$/.test(value))
    throw invalidValue(
      value,
      parameter,
      `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
}

function invalidContents(): AwsError {
  return new AwsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );
}
