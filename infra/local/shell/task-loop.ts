/** Runs scheduled tasks as they fall due, in slices between which requests get their turn. */

import type { DueTask, Engine } from '../kernel/engine.ts';
import type { Log } from './log.ts';

export interface TaskLoopOptions {
  readonly engine: Pick<Engine, 'tasks' | 'runTask'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly log: Log;
}

export interface TaskLoop {
  /** A task is due at this time: looks again then, if nothing is due before. */
  expect(dueMs: number): void;
  stop(): void;
}

/** How long a slice may keep requests waiting: as long as they kept tasks waiting before it, within these bounds. */
const SHORTEST_SLICE_MS = 4;
const LONGEST_SLICE_MS = 40;
const SLICE_TASKS = 32;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 30_000;
/** The longest `setTimeout`. */
const FOREVER_MS = 2 ** 31 - 1;

interface Failure {
  readonly attempts: number;
  readonly retryMs: number;
}

/** A task that throws is still scheduled, since its transaction was rolled back: it is tried again, ever more slowly. */
export function taskLoop({ engine, clock, log }: TaskLoopOptions): TaskLoop {
  const failures = new Map<string, Failure>();
  let nextMs = Infinity;
  let endedMs = clock();
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let stopped = false;

  function expect(dueMs: number): void {
    if (stopped || dueMs >= nextMs) return;
    nextMs = dueMs;
    clearTimeout(timer);
    const delayMs = dueMs - clock();
    if (delayMs <= 0) immediate ??= setImmediate(slice);
    else timer = setTimeout(slice, Math.min(delayMs, FOREVER_MS));
  }

  function slice(): void {
    immediate = undefined;
    clearTimeout(timer);
    nextMs = Infinity;
    const startedMs = clock();
    const untilMs = startedMs + Math.min(LONGEST_SLICE_MS, Math.max(SHORTEST_SLICE_MS, startedMs - endedMs));
    const limit = SLICE_TASKS + failures.size;
    const batch = engine.tasks(limit);
    for (const task of batch) {
      const dueMs = failures.get(task.id)?.retryMs ?? task.dueMs;
      const now = clock();
      if (stopped || dueMs > now || now > untilMs) expect(dueMs);
      else run(task);
    }
    endedMs = clock();
    if (batch.length < limit) forgetCancelled(new Set(batch.map(({ id }) => id)));
    else if (batch.every(({ dueMs }) => dueMs <= endedMs)) expect(endedMs);
  }

  function forgetCancelled(scheduled: ReadonlySet<string>): void {
    for (const id of failures.keys()) if (!scheduled.has(id)) failures.delete(id);
  }

  function run(task: DueTask): void {
    try {
      engine.runTask(task.id);
      failures.delete(task.id);
    } catch (error) {
      const attempts = (failures.get(task.id)?.attempts ?? 0) + 1;
      const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
      failures.set(task.id, { attempts, retryMs: clock() + delayMs });
      expect(clock() + delayMs);
      log({ level: 'error', message: `${task.service} task ${task.task} failed, attempt ${attempts}`, error });
    }
  }

  return {
    expect,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearImmediate(immediate);
    },
  };
}
