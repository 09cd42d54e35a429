import { expect, it } from 'vitest';
import { unavailable } from '../../../../domain/ports/port-error.ts';
import type { Row } from '../../../../domain/ports/read-model.ts';
import { loadReadable } from '../../../../infra/cli/verify/load-readable.ts';

const good: Row = { order: '', version: 1, state: 'good', added: {}, listed: {}, part: 0 };

it('names the row that cannot be read, and loads the others', async () => {
  const load = async (orders: readonly string[]) => {
    if (orders.includes('broken')) throw new SyntaxError('not JSON');
    return new Map(orders.map((order) => [order, good]));
  };
  const rows = await loadReadable(load, ['a', 'broken', 'b']);
  expect(rows.get('a')).toEqual(good);
  expect(rows.get('b')).toEqual(good);
  expect(rows.get('broken')).toEqual({ unreadable: 'SyntaxError: not JSON' });
});

it('waits for a table that is unavailable like everybody else', async () => {
  const load = () => Promise.reject(unavailable('The table', 'throttled'));
  await expect(loadReadable(load, ['a'])).rejects.toMatchObject({ code: 'Unavailable' });
});
