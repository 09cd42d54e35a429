/** A message move task: takes dead letters back to where they came from, or to a queue of one's choice. */

import type { Context } from '../kernel/context.ts';
import { uuid } from '../kernel/engine.ts';
import { enqueue, type Arrival } from './enqueue.ts';
import { lineOf } from './line-of.ts';
import type { Waiting } from './line.ts';
import type { Message } from './message.ts';
import { parseQueueArn } from './queue-address.ts';
import { entries, findQueue, type Queue } from './queue.ts';

export interface MoveTask {
  readonly id: string;
  readonly sourceArn: string;
  /** Where everything goes; without it each message goes to the queue it died in. */
  readonly destinationArn?: string;
  readonly perSecond?: number;
  readonly startedMs: number;
  readonly toMove: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  moved: number;
  failureReason?: string;
}

/** Messages moved in one transaction when the task has no limit of its own. */
const BATCH = 250;

/** The tasks of a source queue by their keys, the newest first. */
export function moveTasks(context: Context, source: Queue): Iterable<readonly [string, MoveTask]> {
  return context.tx.scan<MoveTask>(entries(source, 'move'), { reverse: true });
}

/** Moves the next batch and returns the task as it stands then. */
export function moveBatch(context: Context, source: Queue, task: MoveTask): MoveTask {
  const line = lineOf(context.tx, source);
  const most = task.perSecond ?? BATCH;
  let moved = 0;
  for (const waiting of line.ready(context.now)) {
    if (moved === most) return { ...task, moved: task.moved + moved };
    const failureReason = moveOne(context, source, task, waiting);
    if (failureReason !== undefined) return { ...task, moved: task.moved + moved, status: 'FAILED', failureReason };
    moved += 1;
  }
  return { ...task, moved: task.moved + moved, status: 'COMPLETED' };
}

/** A moved message is a new one: its id and its age begin again. Returns why it could not be moved. */
function moveOne(context: Context, source: Queue, task: MoveTask, waiting: Waiting): string | undefined {
  const { message } = waiting;
  const address = parseQueueArn(task.destinationArn ?? message.deadLetterSourceArn ?? '');
  if (address === undefined) return 'CouldNotDetermineMessageSource';
  const destination = findQueue(context, address);
  if (destination === undefined) return 'AWS.SimpleQueueService.NonExistentQueue';
  lineOf(context.tx, source).remove(waiting);
  enqueue(context, destination, renewed(context, message));
  return undefined;
}

function renewed(context: Context, message: Message): Arrival {
  const { body, bodyMd5, attributes, systemAttributes, senderId, groupId, deduplicationId } = message;
  return {
    id: uuid(context.random),
    sentMs: context.now,
    body,
    bodyMd5,
    senderId,
    ...(attributes === undefined ? {} : { attributes }),
    ...(systemAttributes === undefined ? {} : { systemAttributes }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
  };
}
