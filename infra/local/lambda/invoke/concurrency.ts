/** How many invocations of a function are under way, and how many there may be. */

import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import type { FunctionRecord } from '../function/function-record.ts';

/** What an account may run at once. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const ACCOUNT_CONCURRENCY = 1000;

const countKey = (account: string, name: string): string => key('lambda', account, 'running', name);

export function hasCapacity({ tx }: Context, { account, name, reservedConcurrency }: FunctionRecord): boolean {
  const running = tx.get<number>(countKey(account, name)) ?? 0;
  return running < (reservedConcurrency ?? ACCOUNT_CONCURRENCY);
}

export function countStart({ tx }: Context, account: string, name: string): void {
  tx.put(countKey(account, name), (tx.get<number>(countKey(account, name)) ?? 0) + 1);
}

export function countEnd({ tx }: Context, account: string, name: string): void {
  const running = (tx.get<number>(countKey(account, name)) ?? 0) - 1;
  if (running > 0) tx.put(countKey(account, name), running);
  else tx.delete(countKey(account, name));
}
