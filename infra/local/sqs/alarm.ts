/** Tells whoever waits for a queue when a delayed or abandoned message becomes visible: one timer per queue. */

import type { Context } from '../kernel/context.ts';
import { lineOf } from './line-of.ts';
import { queueTopic } from './queue-address.ts';
import { entryKey, findQueue, type Queue } from './queue.ts';

interface Alarm {
  readonly dueMs: number;
  readonly taskId: string;
}

interface AlarmPayload {
  readonly account: string;
  readonly name: string;
}

/** To be called when a message becomes visible at `dueMs`: now or later. */
export function announce(context: Context, queue: Queue, dueMs: number): void {
  if (dueMs <= context.now) return context.signal(queueTopic(queue, context.region));
  const alarm = context.tx.get<Alarm>(entryKey(queue, 'alarm'));
  if (alarm !== undefined && alarm.dueMs <= dueMs) return;
  if (alarm !== undefined) context.cancel(alarm.taskId);
  const payload: AlarmPayload = { account: queue.account, name: queue.name };
  const taskId = context.schedule({ service: 'sqs', task: 'alarm', dueMs, payload });
  context.tx.put(entryKey(queue, 'alarm'), { dueMs, taskId } satisfies Alarm);
}

/** The task behind `announce`: signals if something is ready, and sets the timer to what comes next. */
export function ringAlarm(context: Context, payload: AlarmPayload): void {
  const queue = findQueue(context, payload);
  if (queue === undefined) return;
  context.tx.delete(entryKey(queue, 'alarm'));
  const line = lineOf(context.tx, queue);
  const ready = line.ready(context.now)[Symbol.iterator]().next();
  if (ready.done !== true) announce(context, queue, context.now);
  const next = line.nextDueMs(context.now);
  if (next !== undefined) announce(context, queue, next);
}
