import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { isUnavailable } from '../../../../domain/ports/port-error.ts';
import type { Fold, Listings } from '../../../../domain/projection.ts';
import { total, type Sums } from '../../../../domain/sums.ts';
import { viewKey } from '../../../../domain/view-key.ts';
import { dynamodbService } from '../../../../infra/local/dynamodb/dynamodb-service.ts';
import { dynamoReadModel } from '../../../../infra/aws/read-model/dynamo-read-model.ts';
import { testEngine } from '../../local/test-engine.ts';
import { atCall, never, processThat } from '../crashing-handler.ts';
import { createTables, testDynamo } from '../test-tables.ts';

interface State {
  readonly sums?: Sums;
  readonly listings?: Listings;
}

/** Keeps what its state says. */
const fold: Fold<State> = {
  version: 3,
  initial: () => ({}),
  evolve: (state) => state,
  sums: ({ sums = {} }) => sums,
  listings: ({ listings = {} }) => listings,
};

const generation = { number: 7, fold: 3 };

async function table(process = processThat(never)) {
  const engine = testEngine([dynamodbService()]);
  const sound = testDynamo(engine);
  await createTables(sound, { readModels: ['rows'] });
  const dying = testDynamo({ requestHandler: (service) => process.through(engine.requestHandler(service)) });
  const readModel = dynamoReadModel(sound, 'rows');
  return {
    readModel,
    rows: readModel.rows(generation, fold),
    dying: dynamoReadModel(dying, 'rows').rows(generation, fold),
    sums: () => total(readModel.everySum(generation)),
  };
}

const counting = (key: string, x: number): State => ({ sums: { [viewKey('p', key)]: { x } } });
const many = (count: number, x = 1): State => ({
  sums: Object.fromEntries(Array.from({ length: count }, (_, at) => [viewKey('p', `s-${at}`), { x }])),
  listings: { [viewKey('q', 'l')]: { x } },
});

describe('a row', () => {
  test('that is saved is there, whole', async () => {
    const { rows } = await table();
    expect(await rows.loadNewest('a')).toBeUndefined();
    const state = { ...counting('k', 2), listings: { [viewKey('q/#', 'l')]: { told: ['ü', null] } } };
    expect(await rows.save(undefined, { order: 'a', version: 4, state })).toBe(true);
    const row = { order: 'a', version: 4, state, added: state.sums, listed: state.listings, part: 0 };
    expect(await rows.loadNewest('a')).toEqual(row);
    expect(await rows.load(['a', 'b'])).toEqual(new Map([['a', row]]));
    expect(await rows.load(['a'], { newest: true })).toEqual(new Map([['a', row]]));
  });

  test.each([
    ['with sums', counting('k', 1)],
    ['with listings', { listings: { [viewKey('q', 'l')]: 1 } }],
    ['with neither', {}],
  ])('%s is not saved, nor anything with it, where another writer was first', async (_, state) => {
    const { rows, sums } = await table();
    const saved = { order: 'a', version: 1, state: counting('k', 5) };
    expect(await rows.save(undefined, saved)).toBe(true);
    const first = await rows.loadNewest('a');
    expect(await rows.save(undefined, { order: 'a', version: 2, state })).toBe(false);
    expect(await rows.save(first, { order: 'a', version: 2, state: counting('k', 6) })).toBe(true);
    expect(await rows.save(first, { order: 'a', version: 3, state })).toBe(false);
    expect(await rows.loadNewest('a')).toMatchObject({ version: 2 });
    expect(await sums()).toEqual({ 'p/k': { x: 6 } });
  });

  test('of one generation is not that of another', async () => {
    const { rows, readModel, sums } = await table();
    await rows.save(undefined, { order: 'a', version: 1, state: counting('k', 1) });
    for (const number of [1, 70, 77]) {
      const other = readModel.rows({ number, fold: 3 }, fold);
      expect(await other.loadNewest('a')).toBeUndefined();
      await other.save(undefined, { order: 'a', version: 9, state: counting('k', 9) });
    }
    expect(await rows.loadNewest('a')).toMatchObject({ version: 1 });
    expect(await sums()).toEqual({ 'p/k': { x: 1 } });
    expect(await Array.fromAsync(readModel.everyRow(generation))).toHaveLength(1);
  });
});

describe('a change of many sums', () => {
  test.each([99, 100, 250])('of %i is made whole', async (count) => {
    const { rows, sums } = await table();
    expect(await rows.save(undefined, { order: 'a', version: 1, state: many(count) })).toBe(true);
    const row = await rows.loadNewest('a');
    expect(row).toMatchObject({ version: 1, part: 0 });
    expect(await rows.save(row, { order: 'a', version: 2, state: many(count, 3) })).toBe(true);
    expect(await sums()).toEqual(many(count, 3).sums);
    expect(await rows.loadNewest('a')).toMatchObject({ version: 2, part: 0, added: many(count, 3).sums });
  });

  test.each([1, 2, 3].flatMap((call) => [true, false].map((arrives) => [call, arrives] as const)))(
    'goes on where the one before died, at its write %i (arrives: %s)',
    async (call, arrives) => {
      const process = processThat(atCall(call, arrives));
      const { rows, dying, sums } = await table(process);
      const next = { order: 'a', version: 1, state: many(250) };
      await expect(dying.save(undefined, next)).rejects.toThrow('died');
      const left = await rows.loadNewest('a');
      if (left?.version !== 1) {
        expect(await sums()).toEqual(left?.added ?? {});
        expect(await rows.save(left, next)).toBe(true);
      }
      expect(await sums()).toEqual(next.state.sums);
      expect(await rows.loadNewest('a')).toMatchObject({ version: 1, part: 0, added: next.state.sums });
    },
  );

  test('is left alone by whoever had read the row before its parts', async () => {
    const process = processThat(atCall(2, false));
    const { rows, dying, sums } = await table(process);
    await expect(dying.save(undefined, { order: 'a', version: 1, state: many(250) })).rejects.toThrow('died');
    const before = await sums();
    expect(Object.keys(before)).toHaveLength(99);
    expect(await rows.save(undefined, { order: 'a', version: 1, state: many(250) })).toBe(false);
    expect(await sums()).toEqual(before);
  });
});

describe('a write that fails', () => {
  const failure = { message: '', $metadata: {} };
  const saving = (error: Error): Promise<boolean> => {
    const client = new DynamoDBClient({ region: 'us-east-1' });
    client.send = () => Promise.reject(error);
    return dynamoReadModel(client, 'rows')
      .rows(generation, fold)
      .save(undefined, { order: 'o', version: 1, state: {} });
  };

  test('since another transaction got in its way is a lost race, to be tried again in the handler', async () => {
    expect(await saving(new TransactionConflictException(failure))).toBe(false);
    const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }];
    expect(await saving(new TransactionCanceledException({ ...failure, CancellationReasons }))).toBe(false);
  });

  test('since the table is throttled is none', async () => {
    const CancellationReasons = [{ Code: 'ThrottlingError' }];
    const throttled = saving(new TransactionCanceledException({ ...failure, CancellationReasons }));
    await expect(throttled).rejects.toSatisfy(isUnavailable);
  });
});
