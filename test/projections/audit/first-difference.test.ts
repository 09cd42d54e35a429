import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstDifference } from '../../../projections/audit/first-difference.ts';

it.each([
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { field: 'a.c', expected: 2, actual: 3 }],
  [{ a: 1 }, { a: 1, b: null }, { field: 'b', expected: undefined, actual: null }],
  [{ a: [1, 2] }, { a: [2, 1] }, { field: 'a', expected: [1, 2], actual: [2, 1] }],
  [1, '1', { field: '', expected: 1, actual: '1' }],
])('says where %j and %j part', (expected, actual, difference) => {
  expect(firstDifference(expected, actual)).toEqual(difference);
});

it('finds a difference exactly where there is one', () => {
  const value = fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json)) as unknown);
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(firstDifference(one, structuredClone(one))).toBeUndefined();
      expect(firstDifference(one, other) === undefined).toBe(isSame(one, other));
    }),
  );
});

function isSame(one: unknown, other: unknown): boolean {
  try {
    expect(one).toStrictEqual(other);
    return true;
  } catch {
    return false;
  }
}
