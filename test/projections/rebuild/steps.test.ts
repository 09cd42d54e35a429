import { describe, expect, test } from 'vitest';
import type { Build, ControlRecord, Phase } from '../../../domain/ports/control-records.ts';
import type { Projection } from '../../../domain/projection.ts';
import type { RebuildParts } from '../../../projections/rebuild/rebuild-parts.ts';
import { nextStep } from '../../../projections/rebuild/steps.ts';

const fold = (version: number) => ({ version, initial: () => ({}), evolve: (state: unknown) => state });
const projection: Projection = { name: 'demo', folds: [fold(1)] };

/** Parts of which a step that is only looked at needs little. */
function partsOf(more: object = {}): RebuildParts {
  const settings = { barrierMs: 10, graceMs: 100, archiveLagMs: 30 };
  return { projection, now: () => 1_000, settings, ...more } as RebuildParts;
}

const rested: ControlRecord = {
  projection: 'demo',
  revision: 1,
  newest: 2,
  served: { number: 2, fold: 1, sinceMs: 20 },
  removing: [],
};

function build(phase: Phase, from: Build['from'] = 'store'): ControlRecord {
  const building = { number: 3, fold: 1, from, request: 'a', startedMs: 0, total: 0, phase };
  return { ...rested, newest: 3, building };
}

const pass = { events: 0, rows: 0, rowsWritten: 0 };

describe('what is due', () => {
  test('is nothing where nothing is under way', () => {
    expect(nextStep(rested, partsOf())).toBeUndefined();
  });

  test.each<[Phase, number]>([
    [{ name: 'barrier', untilMs: 77 }, 77],
    [{ name: 'lag', fromMs: 0, toMs: 1, untilMs: 88 }, 88],
    [{ name: 'replay', replay: 'r' }, 0],
    [{ name: 'drain', untilMs: 99 }, 0],
    [{ name: 'sweep', ...pass }, 0],
    [{ name: 'compare', ...pass }, 0],
    [{ name: 'sums', round: 1, events: 0, rows: 0 }, 0],
  ])('of a build in %j is due at %i', (phase, dueMs) => {
    expect(nextStep(build(phase), partsOf())?.dueMs).toBe(dueMs);
  });

  test('is what is due first', () => {
    const removal = { number: 1, fold: 1, afterMs: 50 };
    const previous = { number: 1, fold: 1, untilMs: 40 };
    const waiting = build({ name: 'barrier', untilMs: 60 });
    expect(nextStep({ ...waiting, removing: [removal], previous }, partsOf())?.dueMs).toBe(40);
    expect(nextStep({ ...waiting, removing: [removal] }, partsOf())?.dueMs).toBe(50);
    expect(nextStep(waiting, partsOf())?.dueMs).toBe(60);
  });
});

describe('the step after', () => {
  test('the barrier is the sweep, of the store', async () => {
    const next = await nextStep(build({ name: 'barrier', untilMs: 0 }), partsOf())?.take();
    expect(next?.building?.phase).toEqual({ name: 'sweep', ...pass });
  });

  test('the barrier is to wait for the archive, from its beginning to now', async () => {
    const parts = partsOf({ replays: { archive: async () => ({ events: 1, sinceMs: 500_000 }) } });
    const next = await nextStep(build({ name: 'barrier', untilMs: 0 }, 'archive'), parts)?.take();
    expect(next?.building?.phase).toEqual({ name: 'lag', fromMs: 440_000, toMs: 61_000, untilMs: 1_030 });
  });

  test('the lag is the replay, whose name is the same however often it is started', async () => {
    const started: object[] = [];
    const parts = partsOf({ replays: { start: async (replay: object) => void started.push(replay) } });
    const lag = build({ name: 'lag', fromMs: 1, toMs: 2, untilMs: 0 });
    for (let times = 0; times < 2; times += 1) {
      const next = await nextStep(lag, parts)?.take();
      expect(next?.building?.phase).toEqual({ name: 'replay', replay: 'demo-3-0' });
    }
    expect(started).toEqual([1, 2].map(() => ({ name: 'demo-3-0', fromMs: 1, toMs: 2 })));
  });

  test.each([
    ['running', undefined],
    ['completed', { building: { phase: { name: 'drain', untilMs: 301_000 } } }],
    ['cancelled', { last: { result: 'cancelled', reason: 'The replay r was cancelled.' } }],
    ['failed', { last: { result: 'failed', reason: 'The replay r failed: because.' } }],
    [undefined, { last: { result: 'failed', reason: 'There is no replay r any more.' } }],
  ])('a replay that is %s', async (state, expected) => {
    const find = async () => state && { state, reason: 'because' };
    const next = await nextStep(build({ name: 'replay', replay: 'r' }), partsOf({ replays: { find } }))?.take();
    if (expected === undefined) expect(next).toBeUndefined();
    else expect(next).toMatchObject({ served: rested.served, ...expected });
  });

  test.each([
    [3, 2_000, undefined],
    [0, 2_000, 'sweep'],
    [3, 900, 'sweep'],
  ])('a queue with %i messages, to be waited on until %i', async (messages, untilMs, phase) => {
    const parts = partsOf({ replays: { backlog: async () => messages } });
    const next = await nextStep(build({ name: 'drain', untilMs }), parts)?.take();
    expect(next?.building?.phase.name).toBe(phase);
  });

  test('sums that differ is to look again, twice, and then to give up', async () => {
    const readModel = {
      everyRow: () => each([]),
      everySum: () => each([{ 'p/a': { x: 1 } }]),
    };
    const take = (round: number) =>
      nextStep(build({ name: 'sums', round, events: 7, rows: 2 }), partsOf({ readModel }))?.take();
    expect((await take(1))?.building?.phase).toEqual({ name: 'sums', round: 2, events: 7, rows: 2 });
    expect((await take(2))?.building?.phase).toEqual({ name: 'sums', round: 3, events: 7, rows: 2 });
    const refused = await take(3);
    expect(refused).toMatchObject({ last: { result: 'refused', differences: [{ field: 'p/a' }] } });
    expect(refused).not.toHaveProperty('building');
  });

  test('a part of a removal is the next one, and at its end the count of replayed events is forgotten', async () => {
    const forgotten: number[] = [];
    const removal = { number: 1, fold: 1, afterMs: 50 };
    const take = (cursor: string | undefined) =>
      nextStep(
        { ...rested, removing: [removal] },
        partsOf({
          readModel: { remove: async () => cursor },
          control: { forgetReplayed: async (_: string, number: number) => void forgotten.push(number) },
        }),
      )?.take();
    expect((await take('here'))?.removing).toEqual([{ ...removal, cursor: 'here' }]);
    expect(forgotten).toEqual([]);
    expect((await take(undefined))?.removing).toEqual([]);
    expect(forgotten).toEqual([1]);
  });
});

describe('a newer fold in the code', () => {
  const newer = partsOf({
    projection: { ...projection, folds: [fold(1), fold(2)] },
    log: { size: async () => ({ events: 9, bytes: 0 }) },
  });
  const outcome = { number: 3, fold: 2, endedMs: 0 } as const;

  test('is built from the store', async () => {
    const next = await nextStep(rested, newer)?.take();
    expect(next).toMatchObject({ served: rested.served, building: { number: 3, fold: 2, from: 'store', total: 9 } });
  });

  test.each<[string, Partial<ControlRecord>]>([
    ['something is under construction', build({ name: 'barrier', untilMs: 9_999 })],
    ['it was refused', { last: { ...outcome, result: 'refused' } }],
    ['it was cancelled', { last: { ...outcome, result: 'cancelled' } }],
    ['it was taken back', { last: { ...outcome, result: 'rolled-back' } }],
    ['it was served until a moment ago', { previous: { number: 3, fold: 2, untilMs: 9_999 } }],
  ])('is not where %s', (_, more) => {
    expect(nextStep({ ...rested, ...more }, newer)?.dueMs ?? Infinity).toBeGreaterThanOrEqual(9_999);
  });
});

async function* each<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things;
}
