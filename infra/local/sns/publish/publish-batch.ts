/** `PublishBatch`: up to ten messages, each taken or refused by itself. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { openTopic } from '../topic/topic.ts';
import { parseMessageAttributes } from './message-attributes.ts';
import {
  checkStructure,
  LARGEST_BYTES,
  messageSize,
  publishedMessage,
  type MessageEntry,
} from './published-message.ts';
import { fanOut } from './publish.ts';

interface BatchEntry extends MessageEntry {
  readonly Id?: string;
}

export interface PublishBatchInput {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly BatchEntry[];
}

interface Failure {
  readonly Id: string;
  readonly Code: string;
  readonly Message: string;
  readonly SenderFault: boolean;
}

export interface PublishBatchOutput {
  readonly Successful: readonly { readonly Id: string; readonly MessageId: string }[];
  readonly Failed: readonly Failure[];
}

const MOST = 10;

/** Attributes or a structure that are wrong refuse the whole. https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export function publishBatch(context: Context, input: PublishBatchInput): PublishBatchOutput {
  const topic = openTopic(context, 'Publish', input.TopicArn);
  const entries = input.PublishBatchRequestEntries ?? [];
  checkBatch(entries);
  entries.forEach((entry, index) => checkStructure(entry, memberOf(index)));
  checkSize(entries);
  const Successful: { Id: string; MessageId: string }[] = [];
  const Failed: Failure[] = [];
  for (const [index, entry] of entries.entries()) {
    const Id = entry.Id ?? '';
    try {
      const message = publishedMessage(context, entry, memberOf(index));
      fanOut(context, topic, message);
      Successful.push({ Id, MessageId: message.id });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, Failed };
}

function memberOf(index: number): string {
  return `publishBatchRequestEntries.${index + 1}.member.messageAttributes`;
}

function checkBatch(entries: readonly BatchEntry[]): void {
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > MOST)
    throw new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  const ids = entries.map(({ Id = '' }) => Id);
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id)))
    throw new AwsError(
      'InvalidBatchEntryId',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(ids).size < ids.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
}

function checkSize(entries: readonly BatchEntry[]): void {
  const bytes = entries.map((entry, index) =>
    messageSize(entry, parseMessageAttributes(entry.MessageAttributes, memberOf(index))),
  );
  if (bytes.reduce((sum, size) => sum + size, 0) > LARGEST_BYTES)
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the batch messages put together is more than the limit.',
    );
}
