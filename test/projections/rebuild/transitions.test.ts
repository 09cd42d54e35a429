import { describe, expect, test } from 'vitest';
import type { Build, ControlRecord } from '../../../domain/ports/control-records.ts';
import type { Projection } from '../../../domain/projection.ts';
import {
  beginning,
  caughtUp,
  flipped,
  givenUp,
  inPhase,
  registered,
  removed,
  retired,
  rolledBack,
  servedAtOnce,
} from '../../../projections/rebuild/transitions.ts';

const fold = (version: number) => ({ version, initial: () => ({}), evolve: (state: unknown) => state });
const projection: Projection = { name: 'demo', folds: [fold(1), fold(2)] };
const times = { barrierMs: 10, graceMs: 100 };

const building: Build = {
  number: 3,
  fold: 2,
  from: 'store',
  request: 'a',
  startedMs: 50,
  total: 7,
  phase: { name: 'sums', round: 1, events: 7, rows: 2 },
};

/** Two generations, of which the second is served. */
const two: ControlRecord = {
  projection: 'demo',
  revision: 5,
  newest: 2,
  served: { number: 2, fold: 1, sinceMs: 20 },
  previous: { number: 1, fold: 1, untilMs: 120 },
  removing: [],
};
const underway: ControlRecord = { ...two, newest: 3, building };

test('a first generation of nothing is served at once, of the newest fold', () => {
  expect(servedAtOnce(projection, 5)).toEqual({
    projection: 'demo',
    newest: 1,
    served: { number: 1, fold: 2, sinceMs: 5 },
    removing: [],
  });
});

describe('registering', () => {
  const registration = { projection, from: 'archive', request: 'a', total: 9 } as const;

  test('gives the first generation number 1, and waits out the barrier', () => {
    expect(registered(undefined, registration, { nowMs: 50, barrierMs: 10 })).toEqual({
      projection: 'demo',
      newest: 1,
      removing: [],
      building: {
        number: 1,
        fold: 2,
        from: 'archive',
        request: 'a',
        startedMs: 50,
        total: 9,
        phase: { name: 'barrier', untilMs: 60 },
      },
    });
  });

  test('gives a number that none ever had, and leaves what is served', () => {
    const after = registered({ ...two, newest: 8 }, registration, { nowMs: 50, barrierMs: 10 });
    expect(after).toMatchObject({ newest: 9, building: { number: 9 }, served: two.served, previous: two.previous });
  });
});

test('a phase is entered with nothing else changed', () => {
  const phase = { name: 'drain', untilMs: 99 } as const;
  expect(inPhase(underway, building, phase)).toEqual({ ...underway, building: { ...building, phase } });
});

describe('the flip', () => {
  test('serves what was built, keeps what was served for a while, and lets go of the one before', () => {
    expect(flipped(underway, building, { size: { events: 7, rows: 2 }, nowMs: 80, ...times })).toEqual({
      projection: 'demo',
      revision: 5,
      newest: 3,
      served: { number: 3, fold: 2, sinceMs: 80 },
      previous: { number: 2, fold: 1, untilMs: 180, behind: { afterMs: 90, ...beginning } },
      removing: [{ number: 1, fold: 1, afterMs: 90 }],
      last: { number: 3, fold: 2, result: 'served', from: 'store', endedMs: 80, tookMs: 30, events: 7, rows: 2 },
    });
  });

  test('to the first generation leaves nothing to go back to', () => {
    const first = { projection: 'demo', revision: 1, newest: 3, removing: [], building };
    const after = flipped(first, building, { size: { events: 7, rows: 2 }, nowMs: 80, ...times });
    expect(after).toMatchObject({ served: { number: 3 }, removing: [] });
    expect(after).not.toHaveProperty('previous');
    expect(after).not.toHaveProperty('building');
  });
});

test('what is given up is removed once nobody can be writing to it, and what is served stays', () => {
  const end = { result: 'refused', reason: 'It differs.', differences: [1] } as const;
  const after = givenUp(underway, building, { end, nowMs: 80, barrierMs: 10 });
  expect(after).toEqual({
    ...two,
    newest: 3,
    removing: [{ number: 3, fold: 2, afterMs: 90 }],
    last: { number: 3, fold: 2, from: 'store', endedMs: 80, tookMs: 30, ...end },
  });
  expect(after).not.toHaveProperty('building');
});

describe('a roll back', () => {
  const generations = { served: two.served, previous: two.previous } as Parameters<typeof rolledBack>[1];
  const after = rolledBack(two, generations, { nowMs: 70, ...times });

  test('changes the places of the two, and the other is kept for a grace period of its own', () => {
    expect(after).toEqual({
      ...two,
      served: { number: 1, fold: 1, sinceMs: 70 },
      previous: { number: 2, fold: 1, untilMs: 170, behind: { afterMs: 80, ...beginning } },
      last: { number: 2, fold: 1, result: 'rolled-back', endedMs: 70 },
    });
  });

  test('of a roll back is as it was', () => {
    const back = after as Parameters<typeof rolledBack>[1];
    expect(rolledBack({ ...after, revision: 6 }, back, { nowMs: 75, ...times })).toMatchObject({
      served: { number: 2, sinceMs: 75 },
      previous: { number: 1, untilMs: 175 },
    });
  });
});

test('a generation that was served before is behind until a pass over the log has come to its end', () => {
  const behind = { afterMs: 90, ...beginning };
  const previous = { number: 1, fold: 1, untilMs: 180, behind };
  const pass = { events: 5, rows: 2, rowsWritten: 1 };
  const midway = caughtUp(two, previous, { ...pass, cursor: 'c' });
  expect(midway).toEqual({ ...two, previous: { ...previous, behind: { afterMs: 90, ...pass, cursor: 'c' } } });
  expect(caughtUp(two, previous, pass)).toEqual({ ...two, previous: { number: 1, fold: 1, untilMs: 180 } });
});

test('after its grace period the previous generation is fed no more, and then removed', () => {
  const after = retired(two, { number: 1, fold: 1 }, { nowMs: 130, barrierMs: 10 });
  expect(after).toMatchObject({ served: two.served, removing: [{ number: 1, fold: 1, afterMs: 140 }] });
  expect(after).not.toHaveProperty('previous');
});

describe('a removal', () => {
  const [one, other] = [
    { number: 4, fold: 1, afterMs: 5 },
    { number: 7, fold: 1, afterMs: 6 },
  ];
  const record: ControlRecord = { ...two, removing: [one, other] };

  test('remembers how far it came', () => {
    expect(removed(record, one, 'here').removing).toEqual([{ ...one, cursor: 'here' }, other]);
  });

  test('is over when all is gone', () => {
    expect(removed(record, one, undefined).removing).toEqual([other]);
    expect(removed({ ...record, removing: [other] }, other, undefined).removing).toEqual([]);
  });
});
