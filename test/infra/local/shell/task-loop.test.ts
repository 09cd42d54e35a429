import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DueTask } from '../../../../infra/local/kernel/engine.ts';
import type { LogLine } from '../../../../infra/local/shell/log.ts';
import { taskLoop, type TaskLoop } from '../../../../infra/local/shell/task-loop.ts';

let scheduled: DueTask[];
let ran: string[];
let logged: LogLine[];
/** How often the loop asked what is scheduled. */
let looks: number;
let loop: TaskLoop;
/** What running a task does, by its id. */
let effects: Record<string, () => void>;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  [scheduled, ran, logged, looks, effects] = [[], [], [], 0, {}];
  loop = taskLoop({
    engine: {
      tasks(limit) {
        looks += 1;
        return scheduled.toSorted((one, other) => one.dueMs - other.dueMs).slice(0, limit);
      },
      runTask(id) {
        effects[id]?.();
        ran.push(id);
        scheduled = scheduled.filter((task) => task.id !== id);
        return true;
      },
    },
    clock: Date.now,
    log: (line) => logged.push(line),
  });
});

afterEach(() => {
  loop.stop();
  vi.useRealTimers();
});

function schedule(id: string, inMs: number): void {
  const dueMs = Date.now() + inMs;
  scheduled.push({ id, service: 's', task: 't', dueMs });
  loop.expect(dueMs);
}

test('tasks run in the order in which they fall due, not before', async () => {
  schedule('later', 200);
  schedule('sooner', 100);
  schedule('now', 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(ran).toEqual(['now']);
  await vi.advanceTimersByTimeAsync(99);
  expect(ran).toEqual(['now']);
  await vi.advanceTimersByTimeAsync(101);
  expect(ran).toEqual(['now', 'sooner', 'later']);
});

test('a task that schedules another for now gets it run at once', async () => {
  effects['first'] = () => schedule('second', 0);
  schedule('first', 50);
  await vi.advanceTimersByTimeAsync(60);
  expect(ran).toEqual(['first', 'second']);
});

test('many tasks due at once all run', async () => {
  const ids = Array.from({ length: 500 }, (_, at) => `t${at}`);
  for (const id of ids) schedule(id, 0);
  await vi.advanceTimersByTimeAsync(100);
  expect(ran).toEqual(ids);
});

test('many tasks for later cost nothing until then', async () => {
  for (let at = 0; at < 500; at += 1) schedule(`t${at}`, 60_000);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(looks).toBeLessThan(5);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ran).toHaveLength(500);
});

test('a failing task is retried ever more slowly, and everything else goes on', async () => {
  let failures = 0;
  effects['bad'] = () => {
    failures += 1;
    if (failures < 4) throw new Error('bug');
  };
  schedule('bad', 0);
  schedule('good', 0);
  await vi.advanceTimersByTimeAsync(1);
  expect([ran, failures]).toEqual([['good'], 1]);
  await vi.advanceTimersByTimeAsync(100);
  expect(failures).toBe(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(failures).toBe(3);
  await vi.advanceTimersByTimeAsync(400);
  expect(ran).toEqual(['good', 'bad']);
  expect(logged).toHaveLength(3);
});

test('more failing tasks than a slice looks at do not hide the good one behind them', async () => {
  for (let at = 0; at < 100; at += 1) {
    effects[`bad${at}`] = () => {
      throw new Error('bug');
    };
    schedule(`bad${at}`, 0);
  }
  schedule('good', 5);
  await vi.advanceTimersByTimeAsync(20);
  expect(ran).toEqual(['good']);
});

test('requests get their turn between slices', async () => {
  const order: string[] = [];
  for (let at = 0; at < 100; at += 1) {
    effects[`t${at}`] = () => {
      order.push('task');
      vi.setSystemTime(Date.now() + 1);
    };
    schedule(`t${at}`, 0);
  }
  const turn = (): void => {
    order.push('request');
    if (order.length < 120) setImmediate(turn);
  };
  setImmediate(turn);
  await vi.advanceTimersByTimeAsync(300);
  const longest = Math.max(
    ...order
      .join(' ')
      .split('request')
      .map((run) => run.split('task').length - 1),
  );
  expect(order.filter((entry) => entry === 'task')).toHaveLength(100);
  expect(longest).toBeLessThanOrEqual(41);
});

test('nothing runs after the stop', async () => {
  schedule('never', 10);
  loop.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(ran).toEqual([]);
});
