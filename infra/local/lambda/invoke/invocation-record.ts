/** An invocation under way: what the core must know when it ends, or when the process that ran it is gone. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';

/** Who waits for the outcome: a caller, the queue of asynchronous events, or an event source mapping. */
export type InvocationOrigin =
  | { readonly type: 'caller' }
  | { readonly type: 'event' }
  | { readonly type: 'mapping'; readonly uuid: string; readonly batch: unknown };

export interface InvocationRecord {
  readonly account: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly executedVersion: string;
  readonly origin: InvocationOrigin;
}

const invocationKey = (account: string, requestId: string): string => key('lambda', account, 'invocation', requestId);

export function saveInvocation({ tx }: Context, record: InvocationRecord): void {
  tx.put(invocationKey(record.account, record.requestId), record);
}

/** Takes the record out: an invocation ends once. */
export function takeInvocation({ tx }: Context, account: string, requestId: string): InvocationRecord | undefined {
  const stored = invocationKey(account, requestId);
  const record = tx.get<InvocationRecord>(stored);
  if (record !== undefined) tx.delete(stored);
  return record;
}

export function invocationsUnderWay({ tx }: Context, account: string): InvocationRecord[] {
  return [...tx.scan<InvocationRecord>(within('lambda', account, 'invocation'))].map(([, record]) => record);
}
