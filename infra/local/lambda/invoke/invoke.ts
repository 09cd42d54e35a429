/** The Invoke operation: synchronous, asynchronous, and dry run. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { Wait } from '../../kernel/wire.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { constraintViolated, throttled } from '../function/function-errors.ts';
import { requireFunction } from '../function/function-record.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import type { RunOutcome } from '../run-request.ts';
import { enqueueEvent } from './async-event.ts';
import { hasCapacity } from './concurrency.ts';
import { startInvocation } from './start-invocation.ts';

export interface InvokeInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly InvocationType?: string;
  readonly LogType?: string;
  /** Base64 of JSON. */
  readonly ClientContext?: string;
  /** Base64. */
  readonly Payload?: string;
}

export interface InvokeOutput {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  /** Base64. */
  readonly LogResult?: string;
  /** Base64. */
  readonly Payload?: string;
  readonly ExecutedVersion?: string;
  /** Not in the API's output but a header of its answer: the invocation's id. */
  readonly RequestId: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const MAX_SYNC_BYTES = 6 * 1024 * 1024;
const MAX_ASYNC_BYTES = 1024 * 1024;
/** A synchronous caller is told after this at the latest: the longest timeout, and time in a queue. */
const LONGEST_WAIT_MS = 20 * 60_000;

interface KeptAnswer extends Answer {
  readonly answeredMs: number;
}

/** What a synchronous invocation leaves for its caller. */
interface Answer extends RunOutcome {
  readonly executedVersion: string;
}

const sweepKey = (account: string): string => key('lambda', account, 'sweep-answers');
const answerKey = (account: string, requestId: string): string => key('lambda', account, 'answer', requestId);

export function invoke(context: Context, input: InvokeInput): InvokeOutput | Wait<InvokeOutput> {
  const type = input.InvocationType ?? 'RequestResponse';
  if (!['RequestResponse', 'Event', 'DryRun'].includes(type))
    throw constraintViolated(
      type,
      'invocationType',
      'Member must satisfy enum value set: [Event, RequestResponse, DryRun]',
    );
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'InvokeFunction', reference);
  const payload = payloadText(input.Payload, type === 'Event' ? MAX_ASYNC_BYTES : MAX_SYNC_BYTES);
  const version = resolveVersion(context, record, reference);
  const requestId = uuid(context.random);
  if (type === 'DryRun') return { StatusCode: 204, RequestId: requestId };
  const { qualifier } = reference;
  const clientContext = input.ClientContext;
  if (type === 'Event') {
    enqueueEvent(context, {
      account: record.account,
      requestId,
      functionName: record.name,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(clientContext === undefined ? {} : { clientContext }),
      payload,
    });
    return { StatusCode: 202, RequestId: requestId };
  }
  if (!hasCapacity(context, record)) throw throttled();
  startInvocation(context, {
    requestId,
    record,
    version,
    qualifier,
    payload,
    clientContext,
    origin: { type: 'caller' },
  });
  return awaitAnswer(record.account, requestId, input.LogType === 'Tail', context.now + LONGEST_WAIT_MS);
}

/** Keeps the outcome for the caller that waits for it; one who has gone leaves it to the task `sweepAnswers`. */
export function answerCaller(context: Context, account: string, requestId: string, outcome: Answer): void {
  const { tx, now } = context;
  tx.put(answerKey(account, requestId), { ...outcome, answeredMs: now });
  if (tx.get(sweepKey(account)) === undefined) scheduleSweep(context, account);
  context.signal(`lambda:${requestId}`);
}

function scheduleSweep(context: Context, account: string): void {
  const dueMs = context.now + LONGEST_WAIT_MS;
  context.schedule({ service: 'lambda', task: 'sweepAnswers', dueMs, payload: { account } });
  context.tx.put(sweepKey(account), dueMs);
}

/** The task `sweepAnswers`: forgets answers that nobody can wait for any more. */
export function sweepAnswers(context: Context, { account }: { readonly account: string }): void {
  let kept = 0;
  for (const [entry, { answeredMs }] of context.tx.scan<KeptAnswer>(within('lambda', account, 'answer'))) {
    if (answeredMs <= context.now - LONGEST_WAIT_MS) context.tx.delete(entry);
    else kept += 1;
  }
  context.tx.delete(sweepKey(account));
  if (kept > 0) scheduleSweep(context, account);
}

function awaitAnswer(account: string, requestId: string, withLog: boolean, untilMs: number): Wait<InvokeOutput> {
  return new Wait(`lambda:${requestId}`, untilMs, ({ tx, now }) => {
    const answer = tx.get<Answer>(answerKey(account, requestId));
    if (answer === undefined) {
      if (now < untilMs) return awaitAnswer(account, requestId, withLog, untilMs);
      throw new AwsError('ServiceException', 'The invocation did not end in time.', { status: 500 });
    }
    tx.delete(answerKey(account, requestId));
    return {
      StatusCode: 200,
      ...(answer.functionError === undefined ? {} : { FunctionError: answer.functionError }),
      ...(withLog ? { LogResult: base64(answer.logTail) } : {}),
      Payload: base64(answer.payload),
      ExecutedVersion: answer.executedVersion,
      RequestId: requestId,
    };
  });
}

function payloadText(payload: string | undefined, maxBytes: number): string {
  const bytes = Buffer.from(payload ?? '', 'base64');
  if (bytes.length > maxBytes)
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      { status: 413 },
    );
  if (bytes.length === 0) return '{}';
  const text = bytes.toString('utf8');
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${(error as Error).message}`,
    );
  }
  return text;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
