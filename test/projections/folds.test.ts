import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderEvent } from '../../domain/order-event.ts';
import type { Fold, Projection } from '../../domain/projection.ts';
import { foldOf, isAbout, newestFold, typesWanted } from '../../domain/projection.ts';
import { keptOf } from '../../domain/row-changes.ts';
import { splitViewKey, keysOf } from '../../domain/view-key.ts';
import { customerOrders } from '../../projections/customer-orders/customer-orders.ts';
import { gallery } from '../../projections/gallery/gallery.ts';
import { order } from '../../projections/order/order.ts';
import { productDemand } from '../../projections/product-demand/product-demand.ts';
import { sales } from '../../projections/sales/sales.ts';
import { histories, twoWays } from '../domain/arbitraries.ts';
import { log, paid } from '../domain/story.ts';

const projections: readonly Projection[] = [order, sales, productDemand, customerOrders, gallery];
const folds = projections.flatMap(({ name, folds }) => folds.map((fold) => ({ name, fold: fold as Fold })));

/** What a row holds of the events, as text. */
function rowOf(fold: Fold, events: readonly OrderEvent[], state = fold.initial('order-1')): string {
  const after = events.reduce(fold.evolve, state);
  return JSON.stringify([after, keptOf(fold, after)]);
}

describe.each(folds)('fold $fold.version of $name', ({ fold }) => {
  test('makes the same of events in any order, duplicated or not', () => {
    fc.assert(
      fc.property(twoWays, ([history, deliveries]) => {
        expect(JSON.parse(rowOf(fold, deliveries))).toEqual(JSON.parse(rowOf(fold, history)));
      }),
      { numRuns: 300 },
    );
  });

  test('tells the same of an order whether or not it is given events that it is not about', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const about = history.filter(({ type }) => isAbout(fold, type));
        const [all, some] = [history, about].map((log) =>
          keptOf(fold, log.reduce(fold.evolve, fold.initial('order-1'))),
        );
        expect(some).toEqual(all);
      }),
    );
  });

  test('makes the same text of a log in two halves, even when its state was a row in between', () => {
    fc.assert(
      fc.property(histories, fc.nat(30), (history, middle) => {
        const first = history.slice(0, middle).reduce(fold.evolve, fold.initial('order-1'));
        const half = JSON.parse(JSON.stringify(first)) as object;
        expect(rowOf(fold, history.slice(middle), half)).toBe(rowOf(fold, history));
      }),
    );
  });

  test('keeps what a table can hold: whole sums, keys within their limits, listings that are JSON', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { added, listed } = keptOf(fold, history.reduce(fold.evolve, fold.initial('o'.repeat(128))));
        for (const amounts of Object.values<Readonly<Record<string, number>>>(added)) {
          expect(Object.values(amounts).every(Number.isSafeInteger)).toBe(true);
          expect(Object.keys(amounts).every((name) => /^[A-Za-z]+$/.test(name))).toBe(true);
        }
        for (const key of [...keysOf(added), ...keysOf(listed)]) {
          const { partition, sort } = splitViewKey(key);
          // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html: 2,048 and 1,024 bytes.
          expect(Buffer.byteLength(partition)).toBeLessThan(2_000);
          expect(Buffer.byteLength(sort)).toBeLessThanOrEqual(1_024);
          expect(sort).not.toBe('');
        }
        expect(JSON.parse(JSON.stringify(listed))).toEqual(listed);
      }),
    );
  });

  test('leaves the state before as it was, and minds no type from the future', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const state = history.reduce(fold.evolve, fold.initial('order-1'));
        const text = JSON.stringify(state);
        for (const type of ['OrderTeleported', '__proto__', 'constructor']) {
          const strange = { ...log(paid())[0], type } as unknown as OrderEvent;
          expect(keptOf(fold, fold.evolve(state, strange))).toEqual(keptOf(fold, state));
        }
        expect(JSON.stringify(state)).toBe(text);
      }),
    );
  });

  test('keeps nothing of an order before its first event', () => {
    expect(keptOf(fold, fold.initial('order-1'))).toEqual({ added: {}, listed: {} });
  });
});

describe('the folds of a projection', () => {
  test.each(projections)('$name: count up, and its newest is the last', ({ name, folds }) => {
    expect(folds.map(({ version }) => version)).toEqual(folds.map((_, at) => at + 1));
    expect(newestFold({ name, folds })).toBe(folds.at(-1));
  });

  test('one that was removed while it is in use is named', () => {
    expect(foldOf(customerOrders, 1).version).toBe(1);
    expect(() => foldOf(sales, 7)).toThrow(/sales has rows of fold 7/);
  });
});

describe('the types that a projection wants', () => {
  const about = (version: number, events?: Fold['events']): Fold => ({
    version,
    ...(events && { events }),
    initial: () => ({}),
    evolve: (state) => state,
  });

  test('are those of all its folds', () => {
    const folds = [about(1, ['OrderCreated', 'OrderConfirmed']), about(2, ['OrderCreated', 'ItemPicked'])] as const;
    expect(typesWanted({ name: 'picks', folds })).toEqual(['OrderCreated', 'OrderConfirmed', 'ItemPicked']);
  });

  test('are all where one of them is about all', () => {
    expect(typesWanted({ name: 'picks', folds: [about(1, ['OrderCreated']), about(2)] })).toBeUndefined();
  });
});
