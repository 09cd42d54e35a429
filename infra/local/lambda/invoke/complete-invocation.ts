/** The end of an invocation: frees its place, and tells whoever waits for the outcome. */

import type { Context } from '../../kernel/context.ts';
import { mappingsOfFunction } from '../mapping/mapping-record.ts';
import { pollAll, returnBatch, settleBatch } from '../mapping/poll.ts';
import { requestPoll } from '../mapping/poll-schedule.ts';
import { findFunction } from '../function/function-record.ts';
import type { RunOutcome } from '../run-request.ts';
import { requeueEvent, settleEvent } from './async-event.ts';
import { countEnd, hasCapacity } from './concurrency.ts';
import { invocationsUnderWay, takeInvocation, type InvocationRecord } from './invocation-record.ts';
import { answerCaller } from './invoke.ts';

export interface CompleteInvocationInput {
  /** The account of the function; the caller's unless given. */
  readonly account?: string;
  readonly requestId: string;
  readonly outcome: RunOutcome;
}

/** Called by whoever ran the function's code, once per `lambda.run` effect; a second call has no effect. */
export function completeInvocation(context: Context, input: CompleteInvocationInput): void {
  const { account = context.caller.account, requestId, outcome } = input;
  const invocation = takeInvocation(context, account, requestId);
  if (invocation === undefined) return;
  const { functionName, executedVersion, origin } = invocation;
  const wasFull = !hasFreePlace(context, account, functionName);
  countEnd(context, account, functionName);
  switch (origin.type) {
    case 'caller':
      answerCaller(context, account, requestId, { ...outcome, executedVersion });
      break;
    case 'event':
      settleEvent(context, invocation, outcome);
      break;
    case 'mapping':
      settleBatch(context, invocation, outcome);
      break;
  }
  // Mappings that found no free place wait for this.
  if (wasFull)
    for (const mapping of mappingsOfFunction(context, account, functionName))
      requestPoll(context, mapping, context.now);
}

function hasFreePlace(context: Context, account: string, functionName: string): boolean {
  const record = findFunction(context, account, functionName);
  return record === undefined || hasCapacity(context, record);
}

/** Every invocation under way in the old process is lost: its work goes back to where it came from. */
export function recoverInvocations(context: Context, account: string): void {
  for (const invocation of invocationsUnderWay(context, account)) {
    takeInvocation(context, account, invocation.requestId);
    countEnd(context, account, invocation.functionName);
    giveBack(context, invocation);
  }
  pollAll(context, account);
}

function giveBack(context: Context, invocation: InvocationRecord): void {
  if (invocation.origin.type === 'event') requeueEvent(context, invocation.account, invocation.requestId);
  else returnBatch(context, invocation);
}
