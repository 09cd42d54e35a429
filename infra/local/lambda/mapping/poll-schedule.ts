/** When a mapping's source is looked at next: at most one task is scheduled for it. */

import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import type { MappingRecord } from './mapping-record.ts';

interface PollSchedule {
  readonly taskId: string;
  readonly dueMs: number;
}

type MappingId = Pick<MappingRecord, 'account' | 'uuid'>;

const scheduleKey = ({ account, uuid }: MappingId): string => key('lambda', account, 'poll', uuid);

/** Polls at `dueMs` at the latest. */
export function requestPoll(context: Context, mapping: MappingId, dueMs: number): void {
  const scheduled = context.tx.get<PollSchedule>(scheduleKey(mapping));
  if (scheduled !== undefined && scheduled.dueMs <= dueMs) return;
  if (scheduled !== undefined) context.cancel(scheduled.taskId);
  const { account, uuid } = mapping;
  const taskId = context.schedule({ service: 'lambda', task: 'poll', dueMs, payload: { account, uuid } });
  context.tx.put(scheduleKey(mapping), { taskId, dueMs } satisfies PollSchedule);
}

/** The scheduled poll is not needed, or takes place now. */
export function cancelPoll(context: Context, mapping: MappingId): void {
  const scheduled = context.tx.get<PollSchedule>(scheduleKey(mapping));
  if (scheduled === undefined) return;
  context.cancel(scheduled.taskId);
  context.tx.delete(scheduleKey(mapping));
}
