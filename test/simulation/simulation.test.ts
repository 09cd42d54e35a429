import { beforeAll, describe, expect, inject, test } from 'vitest';
import { brokenVariants } from './broken-variants.ts';
import type { Call, Fault } from './network.ts';
import { simulate } from './simulate.ts';
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
    const { calls } = await simulate(stack, { ...quiet, faultOf: () => 'none' });
    expect(calls).toBeGreaterThan(10);
    for (let at = 1; at <= calls; at += 1) {
      const faultOf = ({ number, process }: Call): Fault =>
        number === at && process.name !== 'producer' ? fault : 'none';
      const { problems } = await simulate(stack, { ...quiet, faultOf });
      expect(problems, `${fault} at call ${at}`).toEqual([]);
    }
  });
});

describe('a system broken on purpose is caught', () => {
  test.each(brokenVariants)('$name', { timeout: 240_000 }, async (variant) => {
    expect(await firstSeedThatCatches(variant)).toBeLessThanOrEqual(MOST_SEEDS);
  });
});

const MOST_SEEDS = 100;

async function firstSeedThatCatches(variant: (typeof brokenVariants)[number]): Promise<number> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { problems } = await simulate(stack, { seed, ...variant });
    if (problems.length > 0) return seed;
  }
  return Infinity;
}
