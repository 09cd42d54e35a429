import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from '../../../producers/publisher/backoff.ts';

const backoff = { baseMs: 50, capMs: 5_000 };

it('doubles the longest wait with each attempt, up to the cap', () => {
  const longest = [1, 2, 3, 7, 8, 60].map((attempt) => backoffMs(backoff, attempt, () => 1));
  expect(longest).toEqual([50, 100, 200, 3_200, 5_000, 5_000]);
});

it('spreads waits over the whole range down to nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      expect(backoffMs(backoff, attempt, () => random)).toBe(random * backoffMs(backoff, attempt, () => 1));
    }),
  );
});
