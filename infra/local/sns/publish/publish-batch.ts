/** `PublishBatch`: up to ten messages, each taken or refused by itself. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { eachEntry, type BatchFailure } from '../../sqs/batch.ts';
import { openTopic } from '../topic/topic.ts';
import { checkedSize, LARGEST_BYTES, publishedMessage, type MessageEntry } from './published-message.ts';
import { fanOut } from './publish.ts';

interface BatchEntry extends MessageEntry {
  readonly Id?: string;
}

export interface PublishBatchInput {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly BatchEntry[];
}

export interface PublishBatchOutput {
  readonly Successful: readonly { readonly Id: string; readonly MessageId: string }[];
  readonly Failed: readonly BatchFailure[];
}

const MOST = 10;

/** Attributes or a structure that are wrong refuse the whole. https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export function publishBatch(context: Context, input: PublishBatchInput): PublishBatchOutput {
  const topic = openTopic(context, 'Publish', input.TopicArn);
  const entries = input.PublishBatchRequestEntries ?? [];
  checkBatch(entries);
  const bytes = entries.reduce((sum, entry, index) => sum + checkedSize(entry, memberOf(index)), 0);
  if (bytes > LARGEST_BYTES)
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the batch messages put together is more than the limit.',
    );
  const { Successful, Failed = [] } = eachEntry(entries, (entry, index) => {
    const message = publishedMessage(context, entry, memberOf(index));
    fanOut(context, topic, message);
    return { MessageId: message.id };
  });
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
