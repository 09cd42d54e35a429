/** `TagQueue`, `UntagQueue` and `ListQueueTags`. */

import type { Context } from '../kernel/context.ts';
import { openQueue, saveQueue } from './queue.ts';
import { invalidParameter, missingParameter } from './sqs-errors.ts';

const MOST = 50;

export interface TagQueueInput {
  readonly QueueUrl?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export function tagQueue(context: Context, input: TagQueueInput): void {
  const queue = openQueue(context, 'TagQueue', input.QueueUrl);
  if (input.Tags === undefined) throw missingParameter('Tags');
  const tags = { ...queue.tags, ...input.Tags };
  for (const name of Object.keys(input.Tags))
    if (name.length < 1 || name.length > 128 || name.startsWith('aws:'))
      throw invalidParameter(`Tag keys must be between 1 and 128 characters in length and not start with aws:.`);
  if (Object.keys(tags).length > MOST) throw invalidParameter(`Too many tags added for queue ${queue.name}.`);
  saveQueue(context, { ...queue, tags });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export function untagQueue(
  context: Context,
  input: { readonly QueueUrl?: string; readonly TagKeys?: readonly string[] },
): void {
  const queue = openQueue(context, 'UntagQueue', input.QueueUrl);
  if (input.TagKeys === undefined || input.TagKeys.length === 0) throw missingParameter('TagKeys');
  const dropped = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(queue.tags).filter(([name]) => !dropped.has(name)));
  saveQueue(context, { ...queue, tags });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export function listQueueTags(context: Context, input: { readonly QueueUrl?: string }) {
  const queue = openQueue(context, 'ListQueueTags', input.QueueUrl);
  return Object.keys(queue.tags).length === 0 ? {} : { Tags: queue.tags };
}
