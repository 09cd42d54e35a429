import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { range, replayRig, secondOf, START } from './replay-rig.ts';

/** Replays everything once; answers with the numbers of the events as they came. */
function replayedOrder(times: readonly number[], seed: number): number[] {
  const rig = replayRig({ seed });
  rig.archive();
  rig.putAt(...times);
  rig.rule('all');
  rig.start('r', { from: 0, to: 3600 });
  rig.settle();
  return rig.delivered().map(({ event }) => event.detail.n);
}

const byNumber = (left: number, right: number): number => left - right;

describe('the order of a replay', () => {
  test('windows are minutes from its start, one after the other', () => {
    const rig = replayRig();
    rig.archive();
    rig.rule('all');
    rig.putAt(...range(300).map((n) => 299 - n));
    rig.start('r', { from: 0, to: 300 });
    rig.settle();
    const windows = rig.delivered().map((delivered) => Math.floor(secondOf(delivered) / 60));
    expect(windows).toEqual([...windows].sort(byNumber));
    expect(windows).toHaveLength(300);
  });

  test('within a window it is random, decided by the seed, however many events the window has', () => {
    const times = range(450).map(() => 5);
    const [one, again, other] = [replayedOrder(times, 1), replayedOrder(times, 1), replayedOrder(times, 2)];
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect([...one].sort(byNumber)).toEqual(range(450));
  });

  test('an event of a large window may come anywhere in it', () => {
    const order = replayedOrder(
      range(450).map(() => 5),
      1,
    );
    const moved = order.filter((n, position) => Math.abs(n - position) > 100).length;
    expect(moved).toBeGreaterThan(200);
  });

  test('two replays of one archive come in different orders', () => {
    const rig = replayRig();
    rig.archive();
    rig.rule('all');
    rig.putAt(...range(40).map(() => 5));
    rig.start('r1', { from: 0, to: 60 });
    rig.settle();
    rig.start('r2', { from: 0, to: 60 });
    rig.settle();
    const order = (name: string) =>
      rig
        .delivered()
        .filter(({ event }) => event['replay-name'] === name)
        .map(({ event }) => event.detail.n);
    expect(order('r1')).not.toEqual(order('r2'));
    expect(order('r1').sort(byNumber)).toEqual(order('r2').sort(byNumber));
  });
});

test('an event is replayed if its own time lies in the interval: from its start on, before its end', () => {
  const rig = replayRig();
  rig.archive();
  rig.rule('all');
  rig.putAt(9, 10, 11, 69, 70, 99, 100, 101);
  rig.start('r', { from: 10, to: 100 });
  rig.settle();
  expect(rig.delivered().map(secondOf).sort(byNumber)).toEqual([10, 11, 69, 70, 99]);
});

test('an event from before 1970 is replayed as if it were from its first second', () => {
  const rig = replayRig();
  rig.archive();
  rig.rule('all');
  rig.putAt(-START - 5, -START + 5);
  for (const [name, from] of Object.entries({ from1969: -60, from1970: 0, later: 1 })) {
    rig.start(name, { from: from - START, to: 120 - START });
    rig.settle();
    expect(rig.describe(name).State).toBe('COMPLETED');
  }
  const times = (name: string) =>
    rig
      .delivered()
      .filter(({ event }) => event['replay-name'] === name)
      .map(({ event }) => event.time)
      .sort();
  const [before, after] = ['1969-12-31T23:59:55Z', '1970-01-01T00:00:05Z'];
  expect([times('from1969'), times('from1970'), times('later')]).toEqual([[before, after], [before, after], [after]]);
});

test('minutes without events cost nothing', () => {
  const rig = replayRig();
  rig.archive();
  rig.rule('all');
  const years = 40 * 365 * 86_400;
  rig.putAt(0, years - 1);
  rig.start('r', { from: 0, to: years });
  for (let tasks = 0; tasks < 8; tasks += 1) rig.step();
  expect(rig.describe('r').State).toBe('COMPLETED');
  expect(rig.delivered()).toHaveLength(2);
});

test('every event in the interval comes once to each rule that matches and is meant, and none other does', () => {
  const seconds = fc.integer({ min: 0, max: 400 });
  const rules = {
    even: { detail: { n: [0, 2, 4, 6, 8] } },
    small: { detail: { n: [{ numeric: ['<', 5] }] } },
    all: {},
  };
  const matches: Readonly<Record<string, (n: number) => boolean>> = {
    even: (n) => n < 10 && n % 2 === 0,
    small: (n) => n < 5,
    all: () => true,
  };
  const names = Object.keys(rules) as (keyof typeof rules)[];
  fc.assert(
    fc.property(
      fc.record({
        times: fc.array(seconds, { maxLength: 260, size: 'max' }),
        from: seconds,
        length: fc.integer({ min: 1, max: 400 }),
        filter: fc.option(fc.subarray(names, { minLength: 1 }), { nil: undefined }),
        seed: fc.integer(),
      }),
      ({ times, from, length, filter, seed }) => {
        const rig = replayRig({ seed });
        rig.archive();
        rig.putAt(...times);
        for (const name of names) rig.rule(name, { source: ['shop'], ...rules[name] });
        const to = from + length;
        rig.start('r', { from, to, ...(filter && { rules: filter }) });
        rig.settle();
        const wanted = (filter ?? names).flatMap((rule) =>
          times.flatMap((time, n) => (time >= from && time < to && matches[rule]?.(n) ? [`${rule} ${n}`] : [])),
        );
        const delivered = rig.delivered();
        expect(delivered.map(({ rule, event }) => `${rule} ${event.detail.n}`).sort()).toEqual(wanted.sort());
        const windows = delivered.map((one) => Math.floor((secondOf(one) - from) / 60));
        expect(windows).toEqual([...windows].sort(byNumber));
      },
    ),
    { numRuns: 30 },
  );
});
