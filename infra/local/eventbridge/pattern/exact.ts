/** Equality as EventBridge sees it: by value for numbers, by address for what looks like one. */

import { addressDigits } from './ip-address.ts';
import type { ValueTest } from './event-pattern.ts';
import { comparable } from './numeric.ts';

/** `::1` and `0:0:0:0:0:0:0:1` are equal. */
export function exactString(expected: string): ValueTest {
  const digits = addressDigits(expected);
  if (digits === undefined) return (value) => value === expected;
  return (value) => typeof value === 'string' && (value === expected || addressDigits(value) === digits);
}

/** Six digits after the decimal point count, as in `numeric`; numbers too large for that must be equal. */
export function exactNumber(expected: number): ValueTest {
  const scaled = comparable(expected);
  if (scaled === undefined) return (value) => value === expected;
  return (value) => typeof value === 'number' && comparable(value) === scaled;
}
