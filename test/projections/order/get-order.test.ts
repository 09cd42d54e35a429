import { expect, test } from 'vitest';
import { initialOrder } from '../../../domain/order/order.ts';
import { getOrder } from '../../../projections/order/get-order/get-order.ts';

function ask(id: string, headers: Record<string, string> = {}) {
  const asked: string[] = [];
  const answer = getOrder(async (order) => {
    asked.push(order);
    return order === 'o-1' ? { order, version: 8, state: { ...initialOrder(order), version: 8 } } : undefined;
  });
  return answer({ path: { id }, query: {}, headers }).then(({ status }) => ({ status, asked }));
}

test.each([
  ['"8"', 304],
  ['W/"8"', 304],
  ['"7", W/"8"', 304],
  ['*', 304],
  ['"7"', 200],
  ['"88"', 200],
  ['8', 200],
])('If-None-Match: %s is answered %i', async (tags, status) => {
  expect(await ask('o-1', { 'if-none-match': tags })).toMatchObject({ status });
});

test('an id that no order can have is unknown without a look', async () => {
  for (const id of ['', 'a b', 'a/b', 'ö', 'x'.repeat(129), 'x'.repeat(9_000)]) {
    expect(await ask(id)).toEqual({ status: 404, asked: [] });
  }
  expect(await ask('o-2', { 'if-none-match': '*' })).toEqual({ status: 404, asked: ['o-2'] });
});
