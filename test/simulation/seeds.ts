/** Runs a range of seeds as tests, a hundred to a test, so that two files can share the work between two cores. */

import { beforeAll, expect, inject, test } from 'vitest';
import { simulate } from './simulate.ts';
import { simulatedStack, type SimulatedStack } from './stack.ts';

const SEEDS_PER_TEST = 100;

export function everySeed(first: number, last: number): void {
  let stack: SimulatedStack;
  beforeAll(async () => {
    stack = await simulatedStack(inject('assembly'));
  });

  for (let from = first; from <= last; from += SEEDS_PER_TEST) {
    const to = Math.min(last, from + SEEDS_PER_TEST - 1);
    test(`seeds ${from} to ${to} end as if nothing had gone wrong`, { timeout: 240_000 }, async () => {
      for (let seed = from; seed <= to; seed += 1) {
        const { problems } = await simulate(stack, { seed });
        expect(problems, `npm run simulate -- --seed ${seed}`).toEqual([]);
      }
    });
  }
}
