import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { key, partsOf, past, within } from '../../../../infra/local/kernel/tuple-key.ts';

/** Strings with everything that could upset an encoding: controls, Latin, both sides of the surrogates. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u0000',
      '\u0001',
      '\u0002',
      '\u0003',
      'a',
      'b',
      '\u007f',
      '\u0080',
      'ÿ',
      '\ue000',
      '\uffff',
      '😀',
      '\u{10ffff}',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 6,
});
const whole = fc.oneof(fc.nat(20), fc.maxSafeNat());
/** Two tuples of the same shape: a position of a key always holds the same type. */
const pair = fc
  .array(fc.constantFrom('text', 'whole'), { maxLength: 4 })
  .chain((shape) => fc.tuple(tuple(shape), tuple(shape)));

function tuple(shape: readonly string[]) {
  return fc
    .tuple(
      fc.nat(shape.length),
      ...shape.map((type): fc.Arbitrary<string | number> => (type === 'text' ? text : whole)),
    )
    .map(([length, ...parts]) => parts.slice(0, length));
}

/** The order AWS keeps: numbers by size, strings by their UTF-8 bytes, a prefix before what it begins. */
function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [at, part] of one.entries()) {
    const counterpart = other[at];
    if (counterpart === undefined) return 1;
    const difference =
      typeof part === 'number'
        ? part - Number(counterpart)
        : Buffer.compare(Buffer.from(part), Buffer.from(String(counterpart)));
    if (difference !== 0) return Math.sign(difference);
  }
  return one.length === other.length ? 0 : -1;
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

describe('keys of tuples', () => {
  test('sort as the tuples do', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(order(key(...one), key(...other))).toBe(compare(one, other));
      }),
      { numRuns: 2000 },
    );
  });

  test('sort the same as UTF-8, which is how SQLite compares them', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [left, right] = [key(...one), key(...other)];
        expect(Buffer.compare(Buffer.from(left), Buffer.from(right))).toBe(order(left, right));
      }),
    );
  });

  test('lie within a range exactly if their tuple begins with its parts', () => {
    fc.assert(
      fc.property(pair, ([start, other]) => {
        const { from, to } = within(...start);
        const begins = start.every((part, at) => part === other[at]);
        expect(key(...other) >= from && key(...other) < to).toBe(begins);
      }),
    );
  });

  test('a page goes on past an entry and everything nested below it', () => {
    const entry = key('dir', 'a');
    expect(key('dir', 'a', 'nested', '\u{10ffff}') < past(entry)).toBe(true);
    expect(key('dir', 'a\u0000') > past(entry)).toBe(true);
    expect(key('dir', 'b') > past(entry)).toBe(true);
  });

  test('no part can pretend to be two', () => {
    expect(key('a', 'b')).not.toBe(key('a\u0001b'));
    expect(key('a\u0001', 'b')).not.toBe(key('a', '\u0001b'));
    expect(key('')).not.toBe(key());
  });
});

test('a key gives its parts back, numbers as text', () => {
  const wellFormed = text.map((one) => one.toWellFormed());
  fc.assert(
    fc.property(fc.array(wellFormed), (parts) => {
      expect(partsOf(key(...parts))).toEqual(parts);
    }),
  );
  expect(partsOf(key('task', 7)).map(Number)[1]).toBe(7);
});
