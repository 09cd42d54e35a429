/**
 * The queue of asynchronous events: each is kept until it has been handled or given up. An error is retried after one,
 * then two minutes; a throttled event is tried again ever more slowly until it is too old.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */

import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { findFunction, LATEST, type FunctionRecord } from '../function/function-record.ts';
import type { RunOutcome } from '../run-request.ts';
import { hasCapacity } from './concurrency.ts';
import { reportEvent, type EventCondition } from './event-report.ts';
import { DEFAULT_EVENT_AGE_SECONDS, DEFAULT_RETRY_ATTEMPTS, findEventInvokeConfig } from './event-invoke-config.ts';
import type { InvocationRecord } from './invocation-record.ts';
import type { AsyncEvent, QueuedEvent } from './queued-event.ts';
import { startInvocation } from './start-invocation.ts';

const FIRST_THROTTLE_DELAY_MS = 1000;
const LONGEST_THROTTLE_DELAY_MS = 300_000;

const eventKey = (account: string, requestId: string): string => key('lambda', account, 'event', requestId);

/** Takes the event in, and runs the function at once if it can. */
export function enqueueEvent(context: Context, event: AsyncEvent): void {
  dispatch(context, { ...event, receivedMs: context.now, invokeCount: 0, throttleCount: 0 });
}

/** The task `dispatchEvent`. */
export function dispatchEvent(context: Context, { account, requestId }: { account: string; requestId: string }): void {
  const event = context.tx.get<QueuedEvent>(eventKey(account, requestId));
  if (event !== undefined) dispatch(context, event);
}

/** Puts an event whose invocation was lost back in the queue: that run counts for nothing. */
export function requeueEvent(context: Context, account: string, requestId: string): void {
  const event = context.tx.get<QueuedEvent>(eventKey(account, requestId));
  if (event === undefined) return;
  context.tx.put(eventKey(account, requestId), { ...event, invokeCount: Math.max(0, event.invokeCount - 1) });
  scheduleDispatch(context, event, context.now);
}

function dispatch(context: Context, event: QueuedEvent): void {
  const { tx, now } = context;
  const record = findFunction(context, event.account, event.functionName);
  if (record === undefined) return tx.delete(eventKey(event.account, event.requestId));
  if (now - event.receivedMs > maximumAgeMs(context, event)) return giveUp(context, record, event, 'EventAgeExceeded');
  if (!hasCapacity(context, record)) {
    const delayMs = Math.min(LONGEST_THROTTLE_DELAY_MS, FIRST_THROTTLE_DELAY_MS * 2 ** event.throttleCount);
    save(context, { ...event, throttleCount: event.throttleCount + 1 });
    return scheduleDispatch(context, event, now + delayMs);
  }
  save(context, { ...event, invokeCount: event.invokeCount + 1, throttleCount: 0 });
  const { account, requestId, functionName, qualifier, payload, clientContext } = event;
  startInvocation(context, {
    requestId,
    record,
    version: resolveVersion(context, record, { account, name: functionName, qualifier }),
    qualifier,
    payload,
    clientContext,
    origin: { type: 'event' },
  });
}

/** An asynchronous invocation ended. */
export function settleEvent(context: Context, invocation: InvocationRecord, outcome: RunOutcome): void {
  const { account, requestId, executedVersion } = invocation;
  const event = context.tx.get<QueuedEvent>(eventKey(account, requestId));
  const record = findFunction(context, account, invocation.functionName);
  if (event === undefined || record === undefined) return;
  const last = { outcome, executedVersion };
  if (outcome.functionError === undefined) {
    context.tx.delete(eventKey(account, requestId));
    return reportEvent(context, { record, event, condition: 'Success', last });
  }
  if (event.invokeCount > maximumRetries(context, event))
    return giveUp(context, record, event, 'RetriesExhausted', last);
  const delayMs = event.invokeCount * 60_000;
  if (context.now + delayMs - event.receivedMs > maximumAgeMs(context, event))
    return giveUp(context, record, event, 'EventAgeExceeded', last);
  scheduleDispatch(context, event, context.now + delayMs);
}

function giveUp(
  context: Context,
  record: FunctionRecord,
  event: QueuedEvent,
  condition: EventCondition,
  last?: { readonly outcome: RunOutcome; readonly executedVersion: string },
): void {
  context.tx.delete(eventKey(event.account, event.requestId));
  reportEvent(context, { record, event, condition, ...(last === undefined ? {} : { last }) });
}

function save({ tx }: Context, event: QueuedEvent): void {
  tx.put(eventKey(event.account, event.requestId), event);
}

function scheduleDispatch(context: Context, { account, requestId }: AsyncEvent, dueMs: number): void {
  context.schedule({ service: 'lambda', task: 'dispatchEvent', dueMs, payload: { account, requestId } });
}

function maximumRetries(context: Context, { account, functionName, qualifier = LATEST }: AsyncEvent): number {
  const config = findEventInvokeConfig(context, account, functionName, qualifier);
  return config?.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS;
}

function maximumAgeMs(context: Context, { account, functionName, qualifier = LATEST }: AsyncEvent): number {
  const config = findEventInvokeConfig(context, account, functionName, qualifier);
  return (config?.maximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1000;
}
