import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addAmounts, difference, sum, total, type Sums } from '../../domain/sums.ts';
import { viewKey } from '../../domain/view-key.ts';
import { hostileIds } from './data-arbitraries.ts';

const names = fc.constantFrom('orders', 'units', 'paidMinor');
const amounts = fc.dictionary(names, fc.integer({ min: -3, max: 3 }), { noNullPrototype: true });
/** Few keys, so that sums meet; some that are ordinary for a product, though not for a JavaScript object. */
const keys = fc
  .tuple(fc.constantFrom('2026-01', 'sku'), fc.constantFrom(...hostileIds))
  .map(([partition, sort]) => viewKey(partition, sort));
const sums = fc.array(fc.tuple(keys, amounts)).map((entries): Sums => Object.fromEntries(entries));

/** Nothing in it is 0. */
const isTidy = (some: Sums): boolean =>
  Object.values(some).every((one) => Object.keys(one).length > 0 && !Object.values(one).includes(0));

describe('sums', () => {
  test('what was before and the difference are what is after', () => {
    fc.assert(
      fc.property(sums, sums, (before, after) => {
        expect(sum(before, difference(before, after))).toEqual(sum({}, after));
      }),
    );
  });

  test('the difference of equals is nothing, and that to nothing is all', () => {
    fc.assert(
      fc.property(sums, (some) => {
        expect(difference(some, some)).toEqual({});
        expect(difference({}, some)).toEqual(sum({}, some));
        expect(sum(some, difference(some, {}))).toEqual({});
      }),
    );
  });

  test('a difference holds only what changes', () => {
    fc.assert(
      fc.property(sums, sums, (before, after) => {
        const changes = difference(before, after);
        expect(isTidy(changes)).toBe(true);
        const value = (of: Sums, key: string, name: string) => of[key as keyof Sums]?.[name] ?? 0;
        for (const [key, changed] of Object.entries<Readonly<Record<string, number>>>(changes)) {
          for (const [name, amount] of Object.entries(changed)) {
            expect(amount).toBe(value(after, key, name) - value(before, key, name));
          }
        }
      }),
    );
  });

  test('0 and absent are the same', () => {
    fc.assert(
      fc.property(sums, keys, names, (some, key, name) => {
        const zero: Sums = { [key]: { [name]: 0 } };
        expect(difference(zero, some)).toEqual(difference({}, some));
        expect(sum(sum({}, some), zero)).toEqual(sum({}, some));
        expect(isTidy(sum(sum({}, some), some))).toBe(true);
      }),
    );
  });

  test('add up to the same in any order, and in parts', async () => {
    const shuffled = fc
      .array(sums)
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length)),
      );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([all, others, middle]) => {
        const expected = await total(each(all));
        expect(isTidy(expected)).toBe(true);
        expect(await total(each(others))).toEqual(expected);
        const parts = [await total(each(all.slice(0, middle))), await total(each(all.slice(middle)))];
        expect(await total(each(parts))).toEqual(expected);
        expect(all.reduce(sum, {})).toEqual(expected);
      }),
    );
  });

  test('adding leaves what is added as it was', () => {
    const [one, other] = [Object.freeze({ a: 1 }), Object.freeze({ a: 2, b: 0 })];
    expect(addAmounts(one, other)).toEqual({ a: 3 });
    expect([one, other]).toEqual([{ a: 1 }, { a: 2, b: 0 }]);
  });
});

async function* each<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things;
}
