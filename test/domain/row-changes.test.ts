import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../domain/ports/read-model.ts';
import type { Fold, Listings } from '../../domain/projection.ts';
import { changesOf, keptOf, withChanges, type Change } from '../../domain/row-changes.ts';
import { sum, type Sums } from '../../domain/sums.ts';
import { viewKey } from '../../domain/view-key.ts';

interface State {
  readonly sums: Sums;
  readonly listings: Listings;
}

/** Keeps what its state says. */
const fold: Fold<State> = {
  version: 1,
  initial: () => ({ sums: {}, listings: {} }),
  evolve: (state) => state,
  sums: ({ sums }) => sums,
  listings: ({ listings }) => listings,
};

const keys = fc.constantFrom('a', 'b', '__proto__', 'c/d').map((sort) => viewKey('p', sort));
const amounts = fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: -2, max: 2 }), { noNullPrototype: true });
const contents = fc.oneof(fc.constantFrom(null, '', 0, false), fc.record({ id: fc.nat(2), paid: fc.boolean() }));
const states: fc.Arbitrary<State> = fc.record({
  sums: fc.dictionary(keys, amounts, { noNullPrototype: true }),
  listings: fc.dictionary(keys, contents, { noNullPrototype: true }),
});

const rowOf = (state: State): Row<State> => ({ order: 'o', version: 1, state, part: 0, ...keptOf(fold, state) });

describe('the changes of a row', () => {
  test('lead from what it kept to what it keeps', () => {
    fc.assert(
      fc.property(fc.option(states, { nil: undefined }), states, (before, after) => {
        const previous = before && rowOf(before);
        const { changes, ...kept } = changesOf(fold, previous, after);
        expect(kept).toEqual(keptOf(fold, after));
        expect(withChanges(previous ?? { added: {}, listed: {} }, changes)).toEqual(kept);
      }),
    );
  });

  test('made in parts come to the same, whoever goes on with them', () => {
    fc.assert(
      fc.property(states, states, fc.nat(), fc.nat(), (before, after, size, middle) => {
        let row = rowOf(before);
        const { changes, ...kept } = changesOf(fold, row, after);
        const first = changes.slice(0, changes.length === 0 ? 0 : size % (changes.length + 1));
        row = { ...row, ...withChanges(row, first), part: 1 };
        // Another finds the row as it is by now, and works out the rest.
        const rest = changesOf(fold, row, after).changes;
        expect(rest).toHaveLength(changes.length - first.length);
        const at = rest.length === 0 ? 0 : middle % (rest.length + 1);
        const inTwo = [rest.slice(0, at), rest.slice(at)].reduce((known, some) => withChanges(known, some), {
          added: row.added,
          listed: row.listed,
        });
        expect(inTwo).toEqual(kept);
      }),
    );
  });

  test('are none of what stays as it is', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(changesOf(fold, rowOf(state), structuredClone(state)).changes).toEqual([]);
      }),
    );
  });

  test('add to each sum once, and never nothing', () => {
    fc.assert(
      fc.property(states, states, (before, after) => {
        const { changes } = changesOf(fold, rowOf(before), after);
        expect(new Set(changes.map(({ type, key }) => `${type} ${key}`)).size).toBe(changes.length);
        const added = changes.filter((change): change is Change & { type: 'sum' } => change.type === 'sum');
        for (const { amounts: changed } of added) expect(Object.values(changed).every((one) => one !== 0)).toBe(true);
        const sums = Object.fromEntries(added.map(({ key, amounts: changed }) => [key, changed]));
        expect(sum(keptOf(fold, before).added, sums)).toEqual(keptOf(fold, after).added);
      }),
    );
  });

  test('take away a listing where the order is not listed any more', () => {
    const key = viewKey('ada', '1');
    const before = rowOf({ sums: {}, listings: { [key]: 'told' } });
    const { changes } = changesOf(fold, before, { sums: {}, listings: {} });
    expect(changes).toEqual([{ type: 'listing', key, content: undefined }]);
  });
});

test('a fold without sums and listings keeps nothing', () => {
  const plain: Fold<State> = { version: 1, initial: fold.initial, evolve: fold.evolve };
  expect(changesOf(plain, undefined, plain.initial('o'))).toEqual({ changes: [], added: {}, listed: {} });
});
