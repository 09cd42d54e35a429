import { describe, expect, test } from 'vitest';
import type { OrderState } from '../../../domain/order/order.ts';
import type { Fold } from '../../../domain/projection.ts';
import { changesOf, keptOf } from '../../../domain/row-changes.ts';
import { fold1 } from '../../../projections/customer-orders/fold-1.ts';
import { fold2 } from '../../../projections/customer-orders/fold-2.ts';
import { at, cancelled, confirmed, created, hourText, log, paid, type Told } from '../../domain/story.ts';

/** What the order is listed as, and where. */
function given(fold: Fold<OrderState>, ...story: readonly Told[]) {
  const { added, listed } = keptOf(fold, log(...story).reduce(fold.evolve, fold.initial('order-1')));
  expect(added).toEqual({});
  return {
    then(expected: object): void {
      expect(listed).toEqual(expected);
    },
  };
}

const createdAt = new Date(hourText(1)).toISOString();
const place = `ada/${createdAt}#order-1`;

describe('fold 1', () => {
  test('lists an order with its customer, by the time it was placed', () => {
    given(fold1, created()).then({ [place]: { id: 'order-1', status: 'placed', createdAt } });
    given(fold1, created(), confirmed()).then({ [place]: { id: 'order-1', status: 'confirmed', createdAt } });
    given(fold1, created(), cancelled()).then({ [place]: { id: 'order-1', status: 'cancelled', createdAt } });
  });
});

describe('fold 2', () => {
  test('also tells what it costs and whether it is paid', () => {
    const told = { id: 'order-1', status: 'placed', currency: 'EUR', totalMinor: 5500, createdAt };
    given(fold2, created()).then({ [place]: { ...told, paymentStatus: 'unpaid' } });
    given(fold2, created(), paid()).then({ [place]: { ...told, paymentStatus: 'paid' } });
  });
});

describe.each([fold1, fold2])('fold $version', (fold) => {
  test('lists nobody’s order nowhere: of a customer who is not known, or not yet', () => {
    given(fold, created({ customer: null })).then({});
    given(fold, paid(), confirmed()).then({});
  });

  test('moves an order whose creation turns out to be another’s', () => {
    const late = at(9, created({ customer: { id: 'bob' } }));
    const early = at(1, created());
    const one = log(late);
    const both = log(late, early);
    const row = (events: typeof one) => {
      const state = events.reduce(fold.evolve, fold.initial('order-1'));
      return { order: 'order-1', version: events.length, state, part: 0, ...keptOf(fold, state) };
    };
    const { changes } = changesOf(fold, row(one), row(both).state);
    expect(changes.map(({ key }) => key).sort()).toEqual([place, `bob/${hourText(9)}#order-1`].sort());
    expect(changes.filter((change) => change.type === 'listing' && change.content === undefined)).toHaveLength(1);
  });

  test('takes customers as they are named', () => {
    const id = 'a/b#c%__proto__';
    const key = `${encodeURIComponent(id)}/${createdAt}#order-1`;
    given(fold, created({ customer: { id } })).then({ [key]: expect.anything() as unknown });
  });
});
