/** `StartMessageMoveTask`, `ListMessageMoveTasks` and `CancelMessageMoveTask`, and the work they start. */

import type { Context } from '../kernel/context.ts';
import { uuid } from '../kernel/engine.ts';
import { isSourceOf, queuesOf } from './list-operations.ts';
import { countMessages } from './message-counts.ts';
import { moveBatch, moveTasks, type MoveTask } from './move-task.ts';
import { parseQueueArn } from './queue-address.ts';
import { authorizeQueue, entryKey, findQueue, isFifo, type Queue } from './queue.ts';
import { parseTaskHandle, taskHandle } from './task-handle.ts';
import { invalidParameter, invalidValue, missingParameter, resourceNotFound } from './sqs-errors.ts';
import { integerParameter } from './sqs-parameters.ts';

export interface StartMessageMoveTaskInput {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  /** 1 to 500; as fast as may be by default. */
  readonly MaxNumberOfMessagesPerSecond?: number;
}

interface TaskPayload {
  readonly sourceArn: string;
  readonly taskKey: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export function startMessageMoveTask(context: Context, input: StartMessageMoveTaskInput): { TaskHandle: string } {
  const { SourceArn: sourceArn, DestinationArn: destinationArn } = input;
  const source = queueByArn(context, 'StartMessageMoveTask', sourceArn, 'SourceArn');
  for (const action of ['ReceiveMessage', 'DeleteMessage']) authorizeQueue(context, action, source, source);
  if (destinationArn !== undefined) checkDestination(context, source, destinationArn);
  const perSecond = integerParameter(input.MaxNumberOfMessagesPerSecond, 'MaxNumberOfMessagesPerSecond', 1, 500);
  if (!isDeadLetterQueue(context, source))
    throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
  for (const [, { status }] of moveTasks(context, source))
    if (status === 'RUNNING')
      throw invalidParameter(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
  const task: MoveTask = {
    id: uuid(context.random),
    sourceArn: sourceArn ?? '',
    ...(destinationArn === undefined ? {} : { destinationArn }),
    ...(perSecond === undefined ? {} : { perSecond }),
    startedMs: context.now,
    toMove: Number(countMessages(context, source).ApproximateNumberOfMessages),
    status: 'RUNNING',
    moved: 0,
  };
  const taskKey = entryKey(source, 'move', context.sequence());
  context.tx.put(taskKey, task);
  scheduleNext(context, { sourceArn: task.sourceArn, taskKey }, context.now);
  return { TaskHandle: taskHandle(task) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export function listMessageMoveTasks(
  context: Context,
  input: { readonly SourceArn?: string; readonly MaxResults?: number },
) {
  const source = queueByArn(context, 'ListMessageMoveTasks', input.SourceArn, 'SourceArn');
  const most = integerParameter(input.MaxResults, 'MaxResults', 1, 10) ?? 1;
  const Results = [];
  for (const [, task] of moveTasks(context, source)) {
    Results.push(described(task));
    if (Results.length === most) break;
  }
  return { Results };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export function cancelMessageMoveTask(context: Context, input: { readonly TaskHandle?: string }) {
  if (input.TaskHandle === undefined) throw missingParameter('TaskHandle');
  const { taskId, sourceArn } = parseTaskHandle(input.TaskHandle);
  const source = queueByArn(context, 'CancelMessageMoveTask', sourceArn, 'SourceArn');
  for (const [taskKey, task] of moveTasks(context, source)) {
    if (task.id !== taskId) continue;
    if (task.status !== 'RUNNING') throw invalidParameter('Only active tasks can be cancelled.');
    context.tx.put(taskKey, { ...task, status: 'CANCELLED' } satisfies MoveTask);
    return { ApproximateNumberOfMessagesMoved: task.moved };
  }
  throw resourceNotFound('Task does not exist.');
}

/** The scheduled work: a batch, then again at once, or after a second if the task has a rate. */
export function runMoveTask(context: Context, payload: TaskPayload): void {
  const address = parseQueueArn(payload.sourceArn);
  const source = address === undefined ? undefined : findQueue(context, address);
  const task = context.tx.get<MoveTask>(payload.taskKey);
  if (source === undefined || task?.status !== 'RUNNING') return;
  const next = moveBatch(context, source, task);
  context.tx.put(payload.taskKey, next);
  if (next.status === 'RUNNING')
    scheduleNext(context, payload, context.now + (task.perSecond === undefined ? 0 : 1000));
}

function scheduleNext(context: Context, payload: TaskPayload, dueMs: number): void {
  context.schedule({ service: 'sqs', task: 'move', dueMs, payload });
}

function queueByArn(context: Context, action: string, arn: string | undefined, parameter: string): Queue {
  if (arn === undefined) throw missingParameter(parameter);
  const address = parseQueueArn(arn);
  if (address === undefined) throw invalidValue(arn, parameter, 'It is not the ARN of a queue.');
  const queue = findQueue(context, address);
  authorizeQueue(context, action, address, queue);
  if (queue === undefined)
    throw resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
  return queue;
}

function checkDestination(context: Context, source: Queue, arn: string): void {
  const destination = queueByArn(context, 'SendMessage', arn, 'DestinationArn');
  if (isFifo(destination) !== isFifo(source))
    throw invalidParameter('Destination queue must be same type of queue as the source.');
  if (destination.name === source.name && destination.account === source.account)
    throw invalidParameter('Source queue arn and destination queue arn cannot be the same.');
}

function isDeadLetterQueue(context: Context, target: Queue): boolean {
  for (const queue of queuesOf(context, target.account)) if (isSourceOf(context, queue, target)) return true;
  return false;
}

function described(task: MoveTask) {
  return {
    ...(task.status === 'RUNNING' ? { TaskHandle: taskHandle(task) } : {}),
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn === undefined ? {} : { DestinationArn: task.destinationArn }),
    ...(task.perSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: task.perSecond }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason === undefined ? {} : { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedMs,
  };
}
