/** `ListQueues` and `ListDeadLetterSourceQueues`. */

import type { Context } from '../kernel/context.ts';
import { past, within } from '../kernel/tuple-key.ts';
import { queueArn, queueUrl } from './queue-address.ts';
import { authorizeQueue, openQueue, queueKey, type Queue } from './queue.ts';
import { invalidParameter } from './sqs-errors.ts';
import { integerParameter } from './sqs-parameters.ts';
import { parseRedrivePolicy } from './redrive-policy.ts';

interface Page {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

interface Found {
  readonly urls: string[];
  readonly NextToken?: string;
}

const MOST = 1000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export function listQueues(context: Context, input: Page & { readonly QueueNamePrefix?: string }) {
  const prefix = input.QueueNamePrefix ?? '';
  authorizeQueue(context, 'ListQueues', { account: context.caller.account, name: '*' });
  const { urls, NextToken } = page(context, input, (queue) => queue.name.startsWith(prefix));
  return {
    ...(urls.length === 0 ? {} : { QueueUrls: urls }),
    ...(NextToken === undefined ? {} : { NextToken }),
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export function listDeadLetterSourceQueues(context: Context, input: Page & { readonly QueueUrl?: string }) {
  const target = openQueue(context, 'ListDeadLetterSourceQueues', input.QueueUrl);
  const { urls, NextToken } = page(context, input, (queue) => isSourceOf(context, queue, target));
  return { queueUrls: urls, ...(NextToken === undefined ? {} : { NextToken }) };
}

/** Whether the first queue sends its dead letters to the second. */
export function isSourceOf(context: Context, queue: Queue, target: Queue): boolean {
  const policy = queue.attributes.RedrivePolicy;
  return policy !== undefined && parseRedrivePolicy(policy).deadLetterTargetArn === queueArn(target, context.region);
}

/** Every queue of an account, by name. */
export function* queuesOf(context: Context, account: string, after?: string): Generator<Queue> {
  const all = within('sqs', account, 'queue');
  const from = after === undefined ? all.from : past(queueKey({ account, name: after }));
  for (const [, queue] of context.tx.scan<Queue>({ from, to: all.to })) yield queue;
}

/** A token for the next page only goes to those who asked for pages. */
function page(context: Context, { MaxResults, NextToken }: Page, matches: (queue: Queue) => boolean): Found {
  const most = integerParameter(MaxResults, 'MaxResults', 1, MOST) ?? MOST;
  const urls: string[] = [];
  let last = '';
  for (const queue of queuesOf(context, context.caller.account, decodeToken(NextToken))) {
    if (!matches(queue)) continue;
    if (urls.length === most)
      return MaxResults === undefined ? { urls } : { urls, NextToken: Buffer.from(last).toString('base64') };
    urls.push(queueUrl(queue));
    last = queue.name;
  }
  return { urls };
}

function decodeToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const name = Buffer.from(token, 'base64').toString('utf8');
  if (!/^[\w.-]{1,80}$/.test(name)) throw invalidParameter('Invalid NextToken value.');
  return name;
}
