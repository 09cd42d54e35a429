import { describe, expect, test } from 'vitest';
import type { Fold, Listings } from '../../../../domain/projection.ts';
import { total, type Sums } from '../../../../domain/sums.ts';
import { viewKey } from '../../../../domain/view-key.ts';
import { dynamodbService } from '../../../../infra/local/dynamodb/dynamodb-service.ts';
import { dynamoReadModel } from '../../../../infra/aws/read-model/dynamo-read-model.ts';
import { readListings } from '../../../../infra/aws/read-model/read-listings.ts';
import { readSums } from '../../../../infra/aws/read-model/read-sums.ts';
import { generationsIn, itemsOf } from '../../../projections/table-items.ts';
import { testEngine } from '../../local/test-engine.ts';
import { createTables, testDynamo } from '../test-tables.ts';

interface State {
  readonly sums?: Sums;
  readonly listings?: Listings;
}

const fold: Fold<State> = {
  version: 1,
  initial: () => ({}),
  evolve: (state) => state,
  sums: ({ sums = {} }) => sums,
  listings: ({ listings = {} }) => listings,
};

const generation = { number: 1, fold: 1 };

async function table() {
  const client = testDynamo(testEngine([dynamodbService()]));
  await createTables(client, { readModels: ['rows'] });
  const readModel = dynamoReadModel(client, 'rows');
  return {
    client,
    at: { client, table: 'rows' },
    readModel,
    /** Each state is that of an order of its own. */
    async keep(states: readonly State[], of = generation): Promise<void> {
      for (const [at, state] of states.entries()) {
        await readModel.rows(of, fold).save(undefined, { order: `o-${at}`, version: 1, state });
      }
    },
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const padded = (at: number) => String(at).padStart(3, '0');

describe('sums', () => {
  test('stand in shards, and are read back whole', async () => {
    const { at, keep, client, readModel } = await table();
    await keep(numbers(40).map((x) => ({ sums: { [viewKey('p q', `s-${x % 3}`)]: { x: x + 1, one: 1 } } })));
    const items = (await itemsOf(client, 1)).filter(({ partition }) => partition?.S?.startsWith('sum#'));
    expect(new Set(items.map(({ partition }) => partition?.S?.split('#')[1])).size).toBe(4);
    const expected = [0, 1, 2].map((rest) => {
      const some = numbers(40).filter((x) => x % 3 === rest);
      return [`s-${String(rest)}`, { x: some.reduce((sum, x) => sum + x + 1, 0), one: some.length }] as const;
    });
    expect(await readSums(at, generation, { partition: 'p q', from: '!', to: '~' })).toEqual(expected);
    expect(await total(readModel.everySum(generation))).toEqual(
      Object.fromEntries(expected.map(([sort, amounts]) => [viewKey('p q', sort), amounts])),
    );
  });

  test('are read between two places, both included, and no more than are wanted', async () => {
    const { at, keep } = await table();
    await keep(numbers(30).map((x) => ({ sums: { [viewKey('p', padded(x))]: { x: 1 } } })));
    const sorts = async (range: { from: string; to: string; limit?: number }) =>
      (await readSums(at, generation, { partition: 'p', ...range })).map(([sort]) => sort);
    expect(await sorts({ from: '005', to: '008' })).toEqual(['005', '006', '007', '008']);
    expect(await sorts({ from: '0', to: '9', limit: 7 })).toEqual(numbers(7).map(padded));
    expect(await sorts({ from: '020', to: '9', limit: 100 })).toEqual(numbers(30).slice(20).map(padded));
    expect(await sorts({ from: 'x', to: 'z' })).toEqual([]);
  });

  test('are read to their end, however many megabytes that takes', async () => {
    const { at, keep } = await table();
    const long = 'x'.repeat(900);
    const [orders, sums] = [60, 99];
    const sumsOf = (order: number) => numbers(sums).map((x) => viewKey('p', `${padded(order)}-${padded(x)}-${long}`));
    await keep(numbers(orders).map((o) => ({ sums: Object.fromEntries(sumsOf(o).map((key) => [key, { x: 1 }])) })));
    const read = await readSums(at, generation, { partition: 'p', from: '!', to: '~' });
    expect(read.map(([sort]) => viewKey('p', sort))).toEqual(numbers(orders).flatMap(sumsOf));
    const some = await readSums(at, generation, { partition: 'p', from: '!', to: '~', limit: 5_000 });
    expect(some).toEqual(read.slice(0, 5_000));
  });
});

describe('listings', () => {
  test('are read page by page, the last of the partition first', async () => {
    const { at, keep } = await table();
    await keep(
      numbers(7).map((x) => ({ listings: { [viewKey('a/b', padded(x))]: { x }, [viewKey('other', padded(x))]: 0 } })),
    );
    const seen: unknown[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await readListings(at, generation, { partition: 'a/b', before, limit: 3 });
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(3);
      seen.push(...page.map(({ content }) => content));
      before = page.at(-1)?.sort;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((x) => ({ x })));
    expect(await readListings(at, generation, { partition: 'nobody', limit: 3 })).toEqual([]);
  });

  test('change with their order, and go with it', async () => {
    const { at, readModel } = await table();
    const rows = readModel.rows(generation, fold);
    const listed = async () =>
      (await readListings(at, generation, { partition: 'p', limit: 9 })).map(({ sort, content }) => [sort, content]);
    const save = async (version: number, listings: Listings) =>
      rows.save(await rows.loadNewest('o'), { order: 'o', version, state: { listings } });
    await save(1, { [viewKey('p', 'a')]: 1, [viewKey('p', 'b')]: 1 });
    expect(await listed()).toEqual([
      ['b', 1],
      ['a', 1],
    ]);
    await save(2, { [viewKey('p', 'b')]: 2, [viewKey('p', 'c')]: null });
    expect(await listed()).toEqual([
      ['c', null],
      ['b', 2],
    ]);
    await save(3, {});
    expect(await listed()).toEqual([]);
  });

  test('are found by their keys, those there are', async () => {
    const { readModel, keep } = await table();
    const keys = numbers(150).map((x) => viewKey(`p-${x % 2}`, padded(x)));
    await keep([{ listings: Object.fromEntries(keys.map((key, x) => [key, { x }])) }]);
    const found = await readModel.listings(generation, [...keys, viewKey('p-0', 'nowhere')]);
    expect(found).toEqual(Object.fromEntries(keys.map((key, x) => [key, { x }])));
  });
});

test('a generation is removed part by part, and no other with it', async () => {
  const { client, keep, readModel } = await table();
  const states = numbers(60).map((x) => ({
    sums: { [viewKey('p', padded(x))]: { x: 1 } },
    listings: { [viewKey('q', padded(x))]: 'x'.repeat(20_000) },
  }));
  for (const number of [1, 2, 12]) await keep(states, { number, fold: 1 });
  const kept = await itemsOf(client, 12);
  let cursor: string | undefined;
  let parts = 0;
  do {
    cursor = await readModel.remove({ number: 2, fold: 1 }, cursor);
    parts += 1;
    // A part that is removed again changes nothing.
    if (parts === 1) await readModel.remove({ number: 2, fold: 1 }, undefined);
  } while (cursor !== undefined);
  expect(parts).toBeGreaterThan(1);
  expect(await generationsIn(client)).toEqual([1, 12]);
  expect(await itemsOf(client, 12)).toEqual(kept);
});
