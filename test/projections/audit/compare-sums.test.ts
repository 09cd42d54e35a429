import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../../domain/ports/read-model.ts';
import { sum, total, type Sums } from '../../../domain/sums.ts';
import { differingSums } from '../../../projections/audit/compare-sums.ts';
import { compareSums } from '../../../projections/rebuild/compare-sums.ts';

const keys = fc.constantFrom('p/a', 'p/b', 'q/__proto__' as const);
const amounts = fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 5 }), { noNullPrototype: true });
const sums = fc.dictionary(keys, amounts, { noNullPrototype: true }) as fc.Arbitrary<Sums>;
const contributions = fc.array(sums, { maxLength: 6 });

describe('sums that do not change while they are compared', () => {
  test('are right exactly if they are what was added', () => {
    fc.assert(
      fc.property(sums, sums, (actual, expected) => {
        const differences = differingSums({ before: actual, expected, after: actual });
        const [one, other] = [sum({}, actual), sum({}, expected)];
        const wrong = Object.keys({ ...one, ...other }).filter(
          (key) => JSON.stringify(sorted(one, key)) !== JSON.stringify(sorted(other, key)),
        );
        expect(differences.map(({ key }) => key).sort()).toEqual(wrong.sort());
      }),
    );
  });

  test('are told with what they should be', () => {
    const before = { 'p/a': { x: 1 }, 'p/b': { x: 2 } } as const;
    expect(differingSums({ before, expected: { 'p/a': { x: 1 }, 'p/c': { y: 1 } }, after: before })).toEqual([
      { key: 'p/b', expected: null, actual: { x: 2 } },
      { key: 'p/c', expected: { y: 1 }, actual: null },
    ]);
  });
});

describe('sums that grow while they are compared', () => {
  test('are right wherever the rows were read meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(contributions, contributions, fc.array(fc.boolean()), async (first, later, seen) => {
        const before = await total(each(first));
        const expected = await total(each([...first, ...later.filter((_, at) => seen[at])]));
        const after = await total(each([...first, ...later]));
        expect(differingSums({ before, expected, after })).toEqual([]);
      }),
    );
  });

  test('are wrong where they never were what was added', () => {
    const observed = { before: { 'p/a': { x: 3 } }, after: { 'p/a': { x: 5 } } } as const;
    for (const x of [3, 4, 5]) expect(differingSums({ ...observed, expected: { 'p/a': { x } } })).toEqual([]);
    for (const x of [0, 2, 6]) expect(differingSums({ ...observed, expected: { 'p/a': { x } } })).toHaveLength(1);
  });
});

test('a read model is asked for its sums before and after its rows, and told by key what differs', async () => {
  const asked: string[] = [];
  const row = (added: Sums) => ({ added }) as Row;
  const readModel = {
    everyRow() {
      asked.push('rows');
      return each([row({ 'p/a': { x: 1 } }), row({ 'p/a': { x: 2 } })]);
    },
    everySum() {
      asked.push('sums');
      return each<Sums>([{ 'p/a': { x: 1 } }, { 'p/a': { x: 1 } }]);
    },
  };
  expect(await compareSums('demand', readModel, { number: 1, fold: 1 })).toEqual([
    { kind: 'different', projection: 'demand', orderId: null, field: 'p/a', expected: { x: 3 }, actual: { x: 2 } },
  ]);
  expect(asked).toEqual(['sums', 'rows', 'sums']);
});

function sorted(all: Sums, key: string): unknown {
  return Object.entries<number>(all[key as keyof Sums] ?? {}).sort();
}

async function* each<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things;
}
