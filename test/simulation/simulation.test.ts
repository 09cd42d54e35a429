import { beforeAll, describe, expect, inject, test } from 'vitest';
import { brokenRebuilds } from './broken-rebuilds.ts';
import { brokenVariants } from './broken-variants.ts';
import { catchingSeed, FIRST_SEEDS } from './catching-seed.ts';
import { forgetfulReplays, fromArchive } from './forgetful-replays.ts';
import type { Call, Fault } from './network.ts';
import { environment, type Plan } from './plan.ts';
import { simulate, type SimulationOptions } from './simulate.ts';
import { simulatedStack, type SimulatedStack } from './stack.ts';

let stack: SimulatedStack;
beforeAll(async () => {
  stack = await simulatedStack(inject('assembly'));
});

test('a seed repeats its run exactly', async () => {
  for (const seed of [7, 77, 777]) {
    const [one, again] = [await simulate(stack, { seed }), await simulate(stack, { seed })];
    expect(again.fingerprint).toBe(one.fingerprint);
    expect((await simulate(stack, { seed: seed + 1 })).fingerprint).not.toBe(one.fingerprint);
  }
});

describe('a crash around every single call', () => {
  test.each<Fault>(['crash-before', 'crash-after'])('%s', { timeout: 240_000 }, async (fault) => {
    const quiet = { seed: 5, size: 4 };
    const calls = new Set<number>();
    await simulate(stack, {
      ...quiet,
      faultOf({ number, process }) {
        if (process.name !== 'producer') calls.add(number);
        return 'none';
      },
    });
    expect(calls.size).toBeGreaterThan(10);
    for (const at of calls) {
      const faultOf = ({ number, process }: Call): Fault =>
        number === at && process.name !== 'producer' ? fault : 'none';
      const { problems } = await simulate(stack, { ...quiet, faultOf });
      expect(problems, `${fault} at call ${at}`).toEqual([]);
    }
  });
});

describe('a crash around every call of a rebuild', () => {
  test.each<'store' | 'archive'>(['store', 'archive'])('from the %s', { timeout: 240_000 }, async (from) => {
    const rebuild = { seed: 3, size: 4, rebuilds: true, plan: calm(from) };
    const calls = new Set<number>();
    const quiet = await simulate(stack, {
      ...rebuild,
      faultOf({ number, process }) {
        if (process.name.includes('-rebuild-')) calls.add(number);
        return 'none';
      },
    });
    expect(quiet.outcomes).toEqual([`served from ${from}`]);
    for (const at of calls) {
      const fault = at % 2 === 0 ? 'crash-before' : 'crash-after';
      const { problems } = await simulate(stack, {
        ...rebuild,
        faultOf: ({ number, process }) => (number === at && process.name.includes('-rebuild-') ? fault : 'none'),
      });
      expect(problems, `${fault} at call ${at}`).toEqual([]);
    }
  });
});

test('a generation that differs from the log is refused, and readers see nothing of it', async () => {
  const { problems, outcomes } = await simulate(stack, {
    seed: 4,
    rebuilds: true,
    faultOf: () => 'none',
    plan: fromArchive,
    functions: forgetfulReplays,
  });
  expect(outcomes).toContain('refused from archive');
  expect(outcomes).not.toContain('served from archive');
  for (const problem of problems) expect(problem).toMatch(/was refused/);
});

describe('a system broken on purpose is caught', () => {
  test.each([...brokenVariants, ...brokenRebuilds])('$name', { timeout: 240_000 }, async (variant) => {
    const caught = await catchingSeed(stack, variant, [variant.caughtBy, ...FIRST_SEEDS]);
    expect(caught).toBeDefined();
    const { problems } = await simulate(stack, { ...variant, ...asItIs, seed: caught?.seed ?? 0 });
    expect(problems, 'without what is broken').toEqual([]);
  });
});

/** In the place of what a variant breaks. */
const asItIs: Pick<SimulationOptions, 'functions' | 'tamper' | 'queries'> = {
  functions: {},
  tamper: (_, body) => body,
  queries: (control) => control,
};

/** One rebuild that nobody interferes with, until its flip. */
function calm(from: 'store' | 'archive') {
  return (plan: Plan): Plan => ({
    ...plan,
    projections: ['sales'],
    archiveLagMs: 0,
    silenceMs: 3_000,
    pauseMs: 5_000,
    excitedMs: 5_000,
    delayed: 0,
    scanItems: 3,
    environment: environment({ lagSeconds: 0, graceSeconds: 20 }),
    errands: [
      { atMs: 0, projection: 'sales', wish: { type: 'status' } },
      { atMs: 10_000, projection: 'sales', wish: { type: 'rebuild', from, rollbacks: 0 } },
    ],
  });
}
