/** Compares sums with what the rows say they added to them, while both may still change. */

import type { Amounts, Sums } from '../../domain/sums.ts';
import { keysOf, type ViewKey } from '../../domain/view-key.ts';

export interface ObservedSums {
  /** The sums before the rows were read. */
  readonly before: Sums;
  /** What the rows added, all together. */
  readonly expected: Sums;
  /** The sums after the rows were read. */
  readonly after: Sums;
}

export interface SumDifference {
  readonly key: ViewKey;
  readonly expected: Amounts | null;
  readonly actual: Amounts | null;
}

/**
 * A sum that did not change meanwhile must be exactly what was added. One that did must lie between: what was read of
 * the rows is older than the later reading and newer than the earlier one.
 */
export function differingSums({ before, expected, after }: ObservedSums): SumDifference[] {
  return keysOf({ ...before, ...expected, ...after })
    .filter((key) => !isBetween(before[key] ?? {}, expected[key] ?? {}, after[key] ?? {}))
    .map((key) => ({ key, expected: expected[key] ?? null, actual: after[key] ?? null }));
}

function isBetween(before: Amounts, expected: Amounts, after: Amounts): boolean {
  return Object.keys({ ...before, ...expected, ...after }).every((name) => {
    const [one, other] = [before[name] ?? 0, after[name] ?? 0];
    const amount = expected[name] ?? 0;
    return Math.min(one, other) <= amount && amount <= Math.max(one, other);
  });
}
