/** The two addresses of a queue, its URL and its ARN, and how they are read. */

import { invalidValue } from './sqs-errors.ts';

/** What a queue is known by: unique within the engine's only region. */
export interface QueueAddress {
  readonly account: string;
  readonly name: string;
}

/** Where queue URLs point unless the request came through another host. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:4566';

/** Such as `http://127.0.0.1:4566/000000000000/orders`. */
export function queueUrl({ account, name }: QueueAddress): string {
  return `${DEFAULT_ORIGIN}/${account}/${name}`;
}

export function queueArn({ account, name }: QueueAddress, region: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

/** The topic signalled when a message of the queue becomes available. */
export function queueTopic(address: QueueAddress, region: string): string {
  return `sqs:${queueArn(address, region)}`;
}

/** The address in an ARN; undefined if it is not a queue's. */
export function parseQueueArn(arn: string): QueueAddress | undefined {
  const match = /^arn:aws[\w-]*:sqs:[\w-]+:(\d{12}):([\w-]{1,80}(?:\.fifo)?)$/.exec(arn);
  return match === null ? undefined : { account: match[1] ?? '', name: match[2] ?? '' };
}

/**
 * The address in a `QueueUrl`: the last two segments of its path, whatever the host. A bare path or name (which some
 * clients send) and an ARN (from callers inside the engine) do as well.
 */
export function parseQueueUrl(url: string, callerAccount: string): QueueAddress {
  const byArn = parseQueueArn(url);
  if (byArn !== undefined) return byArn;
  const segments = url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .split('/')
    .filter((segment) => segment !== '');
  const name = segments.at(-1);
  if (name === undefined) throw invalidValue(url, 'QueueUrl', 'The address is not valid for this endpoint.');
  const account = segments.at(-2) ?? callerAccount;
  return { account: /^\d{12}$/.test(account) ? account : callerAccount, name };
}
