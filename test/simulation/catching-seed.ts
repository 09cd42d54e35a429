/** Finds a seed whose run shows that a system broken on purpose is broken. */

import type { BrokenVariant } from './broken-variants.ts';
import { simulate } from './simulate.ts';
import type { SimulatedStack } from './stack.ts';

/** What is not caught within so many runs counts as not caught at all. */
const MOST_SEEDS = 100;

export const FIRST_SEEDS = Array.from({ length: MOST_SEEDS }, (_, at) => at + 1);

export interface Caught {
  readonly seed: number;
  /** The first of the problems of its run. */
  readonly problem: string;
}

/** The first of the seeds that catches the variant. */
export async function catchingSeed(
  stack: SimulatedStack,
  variant: BrokenVariant,
  seeds: readonly number[],
): Promise<Caught | undefined> {
  for (const seed of seeds) {
    const [problem] = (await simulate(stack, { ...variant, seed })).problems;
    if (problem !== undefined) return { seed, problem };
  }
  return undefined;
}
