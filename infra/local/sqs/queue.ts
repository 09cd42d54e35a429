/** A queue as it is stored, and the way every operation gets at one. */

import { parsedPolicy } from '../iam/policy/parsed-policy.ts';
import type { Context, PolicyDocument } from '../kernel/context.ts';
import { key, within, type Range } from '../kernel/tuple-key.ts';
import { parseQueueUrl, queueArn, type QueueAddress } from './queue-address.ts';
import { missingParameter, queueDoesNotExist } from './sqs-errors.ts';

export interface Queue extends QueueAddress {
  readonly createdMs: number;
  modifiedMs: number;
  /** Attributes that were set, as text; those not here have their defaults. */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  /** When the queue was last purged. */
  purgedMs?: number;
}

/** What a queue keeps beside its own record. */
export const QUEUE_ENTRIES = [
  'alarm',
  'attempt',
  'deduplication',
  'delivery',
  'due',
  'forget',
  'group',
  'line',
  'message',
  'move',
  'moved',
] as const;

export type QueueEntry = (typeof QUEUE_ENTRIES)[number];

export function queueKey({ account, name }: QueueAddress): string {
  return key('sqs', account, 'queue', name);
}

/** The key of something the queue keeps. */
export function entryKey({ account, name }: QueueAddress, entry: QueueEntry, ...rest: (string | number)[]): string {
  return key('sqs', account, entry, name, ...rest);
}

/** Everything of one kind the queue keeps. */
export function entries({ account, name }: QueueAddress, entry: QueueEntry, ...rest: (string | number)[]): Range {
  return within('sqs', account, entry, name, ...rest);
}

export function findQueue(context: Context, address: QueueAddress): Queue | undefined {
  return context.tx.getShared<Queue>(queueKey(address));
}

export function saveQueue(context: Context, queue: Queue): void {
  context.tx.put(queueKey(queue), queue);
}

/** The queue's own policy, if it has one. */
export function queuePolicy(queue: Queue): PolicyDocument | undefined {
  const policy = queue.attributes.Policy;
  return policy === undefined ? undefined : parsedPolicy(policy);
}

/** Attaches a policy (JSON text) to the queue in place of the one it had, or takes it off. */
export function savePolicy(context: Context, queue: Queue, policy: string | undefined): void {
  const attributes = { ...queue.attributes };
  if (policy === undefined) delete attributes.Policy;
  else attributes.Policy = policy;
  saveQueue(context, { ...queue, attributes, modifiedMs: context.now });
}

/** Refuses unless the caller may do `action` (such as `SendMessage`) to the queue. */
export function authorizeQueue(context: Context, action: string, address: QueueAddress, queue?: Queue): void {
  context.authorize({
    action: `sqs:${action}`,
    resource: queueArn(address, context.region),
    resourcePolicy: queue === undefined ? undefined : queuePolicy(queue),
  });
}

/** The queue an operation names by URL, once the caller is known to be allowed. */
export function openQueue(context: Context, action: string, url: unknown): Queue {
  if (typeof url !== 'string' || url === '') throw missingParameter('QueueUrl');
  const address = parseQueueUrl(url, context.caller.account);
  const queue = findQueue(context, address);
  authorizeQueue(context, action, address, queue);
  if (queue === undefined) throw queueDoesNotExist();
  return queue;
}

export function isFifo(queue: QueueAddress): boolean {
  return queue.name.endsWith('.fifo');
}
