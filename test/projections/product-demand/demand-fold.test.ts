import { describe, expect, test } from 'vitest';
import { keptOf } from '../../../domain/row-changes.ts';
import { demandFold } from '../../../projections/product-demand/demand-fold.ts';
import {
  at,
  cancelled,
  created,
  log,
  outOfStock,
  packed,
  paid,
  picked,
  reordered,
  type Told,
} from '../../domain/story.ts';

/** `given(created(), picked()).then({ 'sku/LAMP-BLUE': { ordered: 1, picked: 1 } })` */
function given(...story: readonly Told[]) {
  const { added, listed } = keptOf(demandFold, log(...story).reduce(demandFold.evolve, demandFold.initial('order-1')));
  return {
    then(expected: Record<string, Record<string, number>>): void {
      expect(added).toEqual(expected);
      expect(listed).toEqual({});
    },
  };
}

const twoLamps = created({
  lines: [
    { id: 'a', sku: 'LAMP', quantity: 2, unitMinor: 1 },
    { id: 'b', sku: 'LAMP', quantity: 3, unitMinor: 1 },
    { id: 'c', sku: 'BULB', quantity: 5, unitMinor: 1 },
  ],
});

describe('the demand of an order', () => {
  test('counts the units of its lines by product; lines without one are nobody’s', () => {
    given(created()).then({ 'sku/LAMP-BLUE': { ordered: 1 } });
    given(twoLamps).then({ 'sku/LAMP': { ordered: 5 }, 'sku/BULB': { ordered: 5 } });
  });

  test('counts what became of a line with all its units', () => {
    given(twoLamps, outOfStock({ lineId: 'b' }), reordered({ lineId: 'b' }), picked({ lineId: 'c' })).then({
      'sku/LAMP': { ordered: 5, outOfStock: 3, reordered: 3 },
      'sku/BULB': { ordered: 5, picked: 5 },
    });
  });

  test('counts a line once that is picked twice', () => {
    given(twoLamps, picked({ lineId: 'a' }), at(9, picked({ lineId: 'a' }))).then({
      'sku/LAMP': { ordered: 5, picked: 2 },
      'sku/BULB': { ordered: 5 },
    });
  });

  test('waits for the creation of the order, whatever comes before', () => {
    given(picked(), outOfStock()).then({});
    given(picked(), created()).then({ 'sku/LAMP-BLUE': { ordered: 1, picked: 1 } });
  });

  test('stays when the order is cancelled: it was wanted', () => {
    given(created(), cancelled()).then({ 'sku/LAMP-BLUE': { ordered: 1 } });
  });

  test('goes by the first creation, and by no line that it does not have', () => {
    given(created(), at(9, twoLamps), picked({ lineId: 'c' })).then({ 'sku/LAMP-BLUE': { ordered: 1 } });
  });

  test('minds products whose names are special to JavaScript', () => {
    const lines = ['__proto__', 'constructor'].map((sku, id) => ({ id: `${id}`, sku, quantity: 2, unitMinor: 1 }));
    given(created({ lines })).then({ 'sku/__proto__': { ordered: 2 }, 'sku/constructor': { ordered: 2 } });
  });

  test('is nothing of what is no demand', () => {
    given(paid(), packed()).then({});
  });
});
