/** A virtual clock and a seeded choice of what happens next, among all that could. */

import type { DueTask } from '../../infra/local/kernel/engine.ts';

/** Work that the engine has scheduled for itself. */
export interface TaskSource {
  tasks(limit: number): DueTask[];
  run(task: DueTask): void;
}

export interface Scheduler {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** Does it at some moment from now + `ms` on. */
  after(ms: number, label: string, act: () => void): void;
  /** Resolves at some moment from now + `ms` on. */
  wait(ms: number): Promise<void>;
  /** True with the probability. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Goes on until `done` says so, checked whenever nothing is left to do now. False if the deadline passes first. */
  run(tasks: TaskSource, done: () => boolean, deadlineMs: number): Promise<boolean>;
  /** All that happened, in order. */
  readonly trace: readonly string[];
}

interface Action {
  readonly dueMs: number;
  readonly label: string;
  readonly act: () => void;
}

/** Tasks that are looked at in one choice. */
const CHOICE = 24;

export function scheduler(startMs: number, random: () => number): Scheduler {
  let now = startMs;
  const actions: Action[] = [];
  const trace: string[] = [];

  function after(ms: number, label: string, act: () => void): void {
    actions.push({ dueMs: now + ms, label, act });
  }

  function pick<T>(from: readonly T[]): T {
    return from[Math.floor(random() * from.length)] as T;
  }

  /** One thing that can happen now, or undefined. */
  function choose(source: TaskSource): (() => void) | undefined {
    const tasks = dueTasks(source);
    const ready = actions.filter(({ dueMs }) => dueMs <= now);
    const count = tasks.length + ready.length;
    if (count === 0) return undefined;
    const index = Math.floor(random() * count);
    const task = tasks[index];
    if (task !== undefined) return () => perform(`${task.service}.${task.task}`, () => source.run(task));
    const action = ready[index - tasks.length] as Action;
    actions.splice(actions.indexOf(action), 1);
    return () => perform(action.label, action.act);
  }

  /** Mostly there is none, which the earliest tells alone. */
  function dueTasks(source: TaskSource): DueTask[] {
    const isDue = ({ dueMs }: DueTask): boolean => dueMs <= now;
    return source.tasks(1).some(isDue) ? source.tasks(CHOICE).filter(isDue) : [];
  }

  function perform(label: string, act: () => void): void {
    trace.push(`${now} ${label}`);
    act();
  }

  function nextDue(source: TaskSource): number {
    return Math.min(...actions.map(({ dueMs }) => dueMs), ...source.tasks(1).map(({ dueMs }) => dueMs));
  }

  return {
    trace,
    after,
    pick,
    random,
    now: () => now,
    chance: (probability) => random() < probability,
    wait: (ms) => new Promise((resolve) => after(ms, 'wake', resolve)),
    async run(source, done, deadlineMs) {
      for (;;) {
        await settled();
        const next = choose(source);
        if (next !== undefined) {
          next();
          continue;
        }
        if (done()) return true;
        now = Math.max(now + 1, Math.ceil(nextDue(source)));
        if (!Number.isFinite(now) || now > deadlineMs) return false;
      }
    },
  };
}

/** Lets every promise that can go on do so: they drain before the next turn of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
