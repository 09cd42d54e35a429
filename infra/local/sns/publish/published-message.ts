/** A message on its way to the subscriptions of its topic, read from what a publisher sent. */

import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { attributesSize, type MessageAttributes } from '../../sqs/message-attributes.ts';
import { invalidParameter, missing } from '../sns-errors.ts';
import type { Protocol } from '../subscription/subscription.ts';
import { parseMessageAttributes } from './message-attributes.ts';

export interface PublishedMessage {
  readonly id: string;
  /** What each protocol receives. */
  readonly texts: { readonly default: string } & { readonly [protocol in Protocol]?: string };
  readonly subject?: string;
  readonly attributes?: MessageAttributes;
  /** Passed on to queues, for which it shares the throughput fairly. */
  readonly groupId?: string;
  readonly publishedMs: number;
}

export interface MessageEntry {
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: unknown;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** Bytes of a message, or of a batch of them, with all attributes. https://docs.aws.amazon.com/general/latest/gr/sns.html */
export const LARGEST_BYTES = 262_144;

/** What a subscription of the protocol receives. */
export function textFor({ texts }: PublishedMessage, protocol: Protocol): string {
  return texts[protocol] ?? texts.default;
}

/** Bytes of a message; throws what refuses a batch as a whole: attributes or a structure that are wrong. */
export function checkedSize(entry: MessageEntry, member: string): number {
  const attributes = parseMessageAttributes(entry.MessageAttributes, member);
  textsOf(entry);
  return messageSize(entry, attributes);
}

/** The message, found good. `member` is where its attributes stand in the request. */
export function publishedMessage(context: Context, entry: MessageEntry, member: string): PublishedMessage {
  const { Message, Subject: subject, MessageGroupId: groupId } = entry;
  if (Message === undefined) throw missing('message');
  if (Message === '') throw invalidParameter('Empty message');
  const attributes = parseMessageAttributes(entry.MessageAttributes, member);
  if (messageSize(entry, attributes) > LARGEST_BYTES) throw invalidParameter('Message too long');
  checkSubject(subject);
  if (entry.MessageDeduplicationId !== undefined)
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  return {
    id: uuid(context.random),
    texts: textsOf(entry),
    ...(subject === undefined ? {} : { subject }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(groupId === undefined ? {} : { groupId }),
    publishedMs: context.now,
  };
}

function messageSize({ Message = '' }: MessageEntry, attributes: MessageAttributes | undefined): number {
  return Buffer.byteLength(Message) + attributesSize(attributes);
}

function checkSubject(subject: string | undefined): void {
  if (subject !== undefined && !/^[^\p{Cc}]{1,100}$/u.test(subject)) throw invalidParameter('Subject');
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html */
function textsOf({ Message = '', MessageStructure }: MessageEntry): PublishedMessage['texts'] {
  if (MessageStructure === undefined || MessageStructure === '') return { default: Message };
  if (MessageStructure !== 'json') throw invalidParameter('MessageStructure');
  const { default: forAll, sqs, lambda } = jsonObject(Message);
  if (typeof forAll !== 'string') throw invalidParameter('Message Structure - No default entry in JSON message body');
  return {
    default: forAll,
    ...(typeof sqs === 'string' ? { sqs } : {}),
    ...(typeof lambda === 'string' ? { lambda } : {}),
  };
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // answered below, as anything else that is not an object
  }
  throw invalidParameter('Message Structure - JSON message body failed to parse');
}
