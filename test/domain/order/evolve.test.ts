import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderEvent } from '../../../domain/order-event.ts';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import { evolve, initialOrder } from '../../../domain/order/order.ts';
import { contribution } from '../../../domain/sales/contribution.ts';
import { evolveSales, initialSales } from '../../../domain/sales/sales-state.ts';
import { histories, recorded, releasedEvents, twoWays } from '../arbitraries.ts';
import { created, fold, log, paid } from '../story.ts';

const foldSales = (events: readonly OrderEvent[]) => events.reduce(evolveSales, initialSales);

describe('evolve', () => {
  test('facts in any order, duplicated or not, give the same state, description and contribution', () => {
    fc.assert(
      fc.property(twoWays, ([history, deliveries]) => {
        expect(fold(deliveries)).toEqual(fold(history));
        expect(describeOrder(fold(deliveries))).toEqual(describeOrder(fold(history)));
        expect(foldSales(deliveries)).toEqual(foldSales(history));
        expect(contribution(foldSales(deliveries))).toEqual(contribution(foldSales(history)));
      }),
      { numRuns: 500 },
    );
  });

  test('folding in two halves is folding at once, even when the state was a row in between', () => {
    fc.assert(
      fc.property(histories, fc.nat(30), (history, middle) => {
        const half = JSON.parse(JSON.stringify(fold(history.slice(0, middle)))) as ReturnType<typeof fold>;
        expect(fold(history.slice(middle), half)).toStrictEqual(fold(history));
      }),
    );
  });

  test('the state before stays as it was', () => {
    const before = fold(log(created()));
    const text = JSON.stringify(before);
    fold(log(created(), paid()), before);
    expect(JSON.stringify(before)).toBe(text);
  });

  test('every event leaves a fact at its time', () => {
    fc.assert(
      fc.property(releasedEvents(), (event) => {
        const facts = Object.entries(fold(recorded([event])).facts);
        expect(facts.map(([type, [fact]]) => [type, fact?.[0]])).toEqual([[event.type, Date.parse(event.time)]]);
      }),
    );
  });

  test('an event of a type from the future only raises the version', () => {
    const before = fold(log(created()));
    for (const type of ['OrderTeleported', '__proto__', 'constructor', 'toString']) {
      const strange = { ...log(paid())[0], type, sequence: 2 } as unknown as OrderEvent;
      expect(evolve(before, strange)).toEqual({ ...before, version: 2 });
      expect(evolveSales(initialSales, strange)).toEqual(initialSales);
    }
  });

  test('an order of 10,000 payments folds in seconds and still fits a row', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      ...paid({ paymentId: `pay-${index}` }),
      hour: (index * 7919) % 10_000,
    }));
    const state = fold(log(...events));
    expect(state.facts.PaymentReceived).toHaveLength(10_000);
    expect(JSON.stringify(state).length).toBeLessThan(400_000);
  });

  test('an order of which nothing is known has version 0', () => {
    expect(initialOrder('order-1')).toEqual({ id: 'order-1', version: 0, facts: {} });
  });
});
