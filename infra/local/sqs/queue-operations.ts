/** `CreateQueue`, `DeleteQueue`, `GetQueueUrl` and `PurgeQueue`. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { queueUrl, type QueueAddress } from './queue-address.ts';
import { checkAttributes, CLEARABLE, effectiveAttributes } from './queue-attributes.ts';
import {
  authorizeQueue,
  entries,
  findQueue,
  openQueue,
  QUEUE_ENTRIES,
  queueKey,
  saveQueue,
  type Queue,
  type QueueEntry,
} from './queue.ts';
import { checkDeadLetterTarget } from './redrive-target.ts';
import { invalidParameter, missingParameter, prefixed, queueDoesNotExist } from './sqs-errors.ts';

export interface CreateQueueInput {
  readonly QueueName?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface QueueUrlOutput {
  readonly QueueUrl: string;
}

const PURGE_INTERVAL_MS = 60_000;

/**
 * Creating a queue again succeeds if no attribute given differs from what it has. A name just deleted may be used at
 * once, where SQS asks for a minute's wait. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export function createQueue(context: Context, input: CreateQueueInput): QueueUrlOutput {
  const attributes = input.Attributes ?? {};
  const address = { account: context.caller.account, name: parseQueueName(input.QueueName, attributes) };
  authorizeQueue(context, 'CreateQueue', address);
  checkAttributes(address, attributes);
  const existing = findQueue(context, address);
  if (existing !== undefined) {
    checkSame(existing, attributes);
    return { QueueUrl: queueUrl(existing) };
  }
  const tags = input.tags ?? (input as { readonly Tags?: Record<string, string> }).Tags ?? {};
  const queue: Queue = { ...address, createdMs: context.now, modifiedMs: context.now, attributes: {}, tags };
  setAttributes(context, queue, attributes);
  return { QueueUrl: queueUrl(queue) };
}

/** Stores attributes that were found good; an empty value removes one. */
export function setAttributes(context: Context, queue: Queue, attributes: Readonly<Record<string, string>>): void {
  checkDeadLetterTarget(context, queue, attributes.RedrivePolicy);
  const merged = { ...queue.attributes, ...attributes };
  if (attributes.SqsManagedSseEnabled === 'true') delete merged.KmsMasterKeyId;
  if (attributes.KmsMasterKeyId) merged.SqsManagedSseEnabled = 'false';
  for (const name of CLEARABLE) if (merged[name] === '') delete merged[name];
  saveQueue(context, { ...queue, attributes: merged, modifiedMs: context.now });
}

function parseQueueName(name: string | undefined, { FifoQueue }: Readonly<Record<string, string>>): string {
  if (name === undefined || name === '') throw missingParameter('QueueName');
  if (FifoQueue === 'true' && !(name.length <= 80 && /^[\w-]+\.fifo$/.test(name)))
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  if (FifoQueue !== 'true' && !/^[\w-]{1,80}$/.test(name))
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  return name;
}

function checkSame(queue: Queue, attributes: Readonly<Record<string, string>>): void {
  const existing = effectiveAttributes(queue);
  for (const [name, value] of Object.entries(attributes)) {
    if ((existing[name] ?? '') !== value)
      throw new AwsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${name}`,
        { queryCode: 'QueueAlreadyExists' },
      );
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export function deleteQueue(context: Context, input: { readonly QueueUrl?: string }): void {
  removeQueue(context, openQueue(context, 'DeleteQueue', input.QueueUrl));
}

/** Removes the queue and all it keeps. */
export function removeQueue(context: Context, address: QueueAddress): void {
  for (const entry of QUEUE_ENTRIES) clear(context, address, entry);
  context.tx.delete(queueKey(address));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export function getQueueUrl(
  context: Context,
  input: { readonly QueueName?: string; readonly QueueOwnerAWSAccountId?: string },
): QueueUrlOutput {
  if (input.QueueName === undefined || input.QueueName === '') throw missingParameter('QueueName');
  const address = { account: input.QueueOwnerAWSAccountId ?? context.caller.account, name: input.QueueName };
  const queue = findQueue(context, address);
  authorizeQueue(context, 'GetQueueUrl', address, queue);
  if (queue === undefined) throw queueDoesNotExist();
  return { QueueUrl: queueUrl(queue) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export function purgeQueue(context: Context, input: { readonly QueueUrl?: string }): void {
  const queue = openQueue(context, 'PurgeQueue', input.QueueUrl);
  if (queue.purgedMs !== undefined && context.now < queue.purgedMs + PURGE_INTERVAL_MS)
    throw prefixed(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      403,
    );
  for (const entry of ['delivery', 'due', 'group', 'line', 'message', 'moved'] as const) clear(context, queue, entry);
  saveQueue(context, { ...queue, purgedMs: context.now });
}

function clear(context: Context, address: QueueAddress, entry: QueueEntry): void {
  for (const [at] of context.tx.scan(entries(address, entry))) context.tx.delete(at);
}
