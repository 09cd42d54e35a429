/** Looks at a mapping's source, and passes ended batches back to it. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { findFunction } from '../function/function-record.ts';
import { reportProblem } from '../invoke/destination.ts';
import type { InvocationRecord } from '../invoke/invocation-record.ts';
import type { RunOutcome } from '../run-request.ts';
import { lanesOf } from './lane.ts';
import { findMapping, mappingsOf, mappingsOfSource, noteResult, type MappingRecord } from './mapping-record.ts';
import { cancelPoll, requestPoll } from './poll-schedule.ts';
import { pollQueue, queueHasRoom, returnQueueBatch, settleQueueBatch, type QueueBatch } from './queue-poller.ts';
import { hasBuffered } from './queue-buffer.ts';
import { returnStreamBatch, settleStreamBatch } from './stream-completion.ts';
import { pollStream, type StreamBatch } from './stream-poller.ts';

/** Sources signal what is new: this finds shards that appeared. */
const FALLBACK_POLL_MS = 30_000;
/** After a refusal by the source. */
const PROBLEM_POLL_MS = 10_000;

const TOPIC = /^(?:sqs|kinesis|dynamodb-stream):(arn:.*)$/;

/** While a batching window is open, what arrives is looked at together. */
const WINDOW_LOOK_MS = 50;

/** A source has something new. Costs little where a poll is scheduled already or everybody is busy. */
export function onSourceSignal(context: Context, topic: string): void {
  const source = TOPIC.exec(topic)?.[1];
  if (source === undefined) return;
  for (const mapping of mappingsOfSource(context, source)) {
    const readiness = mapping.enabled ? readinessOf(context, mapping) : 'busy';
    if (readiness === 'busy') continue;
    requestPoll(context, mapping, context.now + (readiness === 'gathering' ? WINDOW_LOOK_MS : 0));
  }
}

/** Whether a new record could start a batch, may join one that waits for its window to end, or has to wait itself. */
function readinessOf(context: Context, mapping: MappingRecord): 'ready' | 'gathering' | 'busy' {
  if (mapping.sourceType === 'sqs') {
    if (!queueHasRoom(context, mapping)) return 'busy';
    return hasBuffered(context, mapping) ? 'gathering' : 'ready';
  }
  const lanes = lanesOf(context, mapping);
  const idle = lanes.filter(({ requestId, ended }) => requestId === undefined && !ended);
  if (idle.length === 0) return lanes.length === 0 ? 'ready' : 'busy';
  return idle.every(({ window }) => window !== undefined) ? 'gathering' : 'ready';
}

/** The task `poll`. */
export function pollTask(context: Context, { account, uuid }: { account: string; uuid: string }): void {
  const mapping = findMapping(context, account, uuid);
  if (mapping === undefined) return;
  cancelPoll(context, mapping);
  poll(context, mapping, { discover: true });
}

function poll(context: Context, mapping: MappingRecord, options: { readonly discover: boolean }): void {
  const record = findFunction(context, mapping.account, mapping.functionName);
  if (!mapping.enabled || record === undefined) return;
  const accepted = attempt(context, mapping, () => {
    if (mapping.sourceType === 'sqs') pollQueue(context, mapping, record);
    else pollStream(context, mapping, record, options);
  });
  requestPoll(context, mapping, context.now + (accepted ? FALLBACK_POLL_MS : PROBLEM_POLL_MS));
}

/** The invocation of a batch ended. */
export function settleBatch(context: Context, invocation: InvocationRecord, outcome: RunOutcome): void {
  const { account, functionName, requestId, executedVersion, origin } = invocation;
  if (origin.type !== 'mapping') return;
  const mapping = findMapping(context, account, origin.uuid);
  const record = findFunction(context, account, functionName);
  if (mapping === undefined || record === undefined) return;
  const accepted = attempt(context, mapping, () => {
    if (mapping.sourceType === 'sqs') settleQueueBatch(context, mapping, record, origin.batch as QueueBatch, outcome);
    else {
      const run = { mapping, record, requestId, executedVersion, outcome };
      settleStreamBatch(context, run, origin.batch as StreamBatch);
    }
  });
  // The stream could not be read to see what remains of the batch: all of it does.
  if (!accepted && mapping.sourceType !== 'sqs')
    returnStreamBatch(context, mapping, requestId, origin.batch as StreamBatch);
  poll(context, mapping, { discover: false });
}

/** The process that ran an invocation is gone. */
export function returnBatch(context: Context, { account, functionName, requestId, origin }: InvocationRecord): void {
  if (origin.type !== 'mapping') return;
  const mapping = findMapping(context, account, origin.uuid);
  const record = findFunction(context, account, functionName);
  if (mapping === undefined || record === undefined) return;
  if (mapping.sourceType === 'sqs') returnQueueBatch(context, mapping, record, origin.batch as QueueBatch);
  else returnStreamBatch(context, mapping, requestId, origin.batch as StreamBatch);
}

/** Polls every enabled mapping of the account soon. */
export function pollAll(context: Context, account: string): void {
  for (const mapping of mappingsOf(context, account)) if (mapping.enabled) requestPoll(context, mapping, context.now);
}

/** A refusal of the source, such as a missing permission of the function's role, shows in the mapping and the logs. */
function attempt(context: Context, mapping: MappingRecord, work: () => void): boolean {
  try {
    work();
    noteResult(context, mapping, 'OK');
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const text = `PROBLEM: ${error.code}: ${error.message}`;
    if (mapping.lastProcessingResult !== text)
      reportProblem(context, mapping.functionName, `Event source ${mapping.eventSourceArn}: ${text}`);
    noteResult(context, mapping, text);
    return false;
  }
}
