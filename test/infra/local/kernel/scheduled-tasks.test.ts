import { beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../../infra/local/kernel/context.ts';
import { createEngine, type Engine } from '../../../../infra/local/kernel/engine.ts';
import { memoryStore } from '../../../../infra/local/kernel/memory-store.ts';
import { ROOT } from '../test-engine.ts';

let told: number[];
let engine: Engine;

beforeEach(() => {
  told = [];
  engine = createEngine({
    store: memoryStore(),
    services: [],
    clock: () => 1_000,
    random: () => 0,
    region: 'us-east-1',
    allows: () => true,
    onEffect: () => undefined,
    onSignal: () => undefined,
    onSchedule: (dueMs) => told.push(dueMs),
  });
});

const schedule = (context: Context, ...times: readonly number[]) =>
  times.forEach((dueMs) => context.schedule({ service: 's', task: 't', dueMs, payload: null }));

test('the shell is told when the earliest task of a transaction is due, once it is committed', () => {
  engine.run(ROOT, (context) => {
    schedule(context, 3_000, 1_999.5, 5_000);
    expect(told).toEqual([]);
  });
  expect(told).toEqual([2_000]);
  expect(engine.tasks(10).map(({ dueMs }) => dueMs)).toEqual([2_000, 3_000, 5_000]);
});

test('it is told nothing of a transaction that scheduled none, or failed', () => {
  engine.run(ROOT, () => undefined);
  expect(() =>
    engine.run(ROOT, (context) => {
      schedule(context, 2_000);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(told).toEqual([]);
  expect(engine.tasks(10)).toEqual([]);
});

test('a transaction may schedule any number of tasks', () => {
  engine.run(ROOT, (context) => {
    for (let count = 0; count < 200_000; count += 1) schedule(context, 2_000);
  });
  expect(told).toEqual([2_000]);
});
