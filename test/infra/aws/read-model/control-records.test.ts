import { expect, test } from 'vitest';
import { dynamodbService } from '../../../../infra/local/dynamodb/dynamodb-service.ts';
import { dynamoControlRecords } from '../../../../infra/aws/read-model/dynamo-control-records.ts';
import { fromServed } from '../../../../infra/aws/read-model/from-served.ts';
import { isUnavailable } from '../../../../domain/ports/port-error.ts';
import type { ControlRecord } from '../../../../domain/ports/control-records.ts';
import { testEngine } from '../../local/test-engine.ts';
import { createTables, testDynamo } from '../test-tables.ts';

async function records() {
  const client = testDynamo(testEngine([dynamodbService()]));
  await createTables(client, { readModels: [] });
  return dynamoControlRecords(client, 'control');
}

const draft = (newest: number) => ({ projection: 'demo', newest, removing: [] });

test('a record is written once for each one before it, and whoever is late changes nothing', async () => {
  const control = await records();
  expect(await control.read('demo')).toBeUndefined();
  const first = await control.write(undefined, draft(1));
  expect(first).toEqual({ ...draft(1), revision: 1 });
  expect(await control.write(undefined, draft(2))).toBeUndefined();
  const second = await control.write(first, draft(3));
  expect(second).toEqual({ ...draft(3), revision: 2 });
  expect(await control.write(first, draft(4))).toBeUndefined();
  expect(await control.read('demo')).toEqual(second);
});

test('of many that race one wins, round by round', async () => {
  const control = await records();
  let last: ControlRecord | undefined;
  for (let round = 1; round <= 5; round += 1) {
    const written = await Promise.all([1, 2, 3].map((newest) => control.write(last, draft(newest))));
    expect(written.filter((record) => record !== undefined)).toHaveLength(1);
    last = await control.read('demo');
    expect(last?.revision).toBe(round);
  }
});

test('replayed events are counted for each generation, apart from the record', async () => {
  const control = await records();
  const record = await control.write(undefined, draft(1));
  await Promise.all([1, 2, 3].map((events) => control.countReplayed('demo', 2, events)));
  await control.countReplayed('demo', 3, 10);
  expect(await control.replayed('demo', 2)).toBe(6);
  await control.forgetReplayed('demo', 2);
  expect([await control.replayed('demo', 2), await control.replayed('demo', 3)]).toEqual([0, 10]);
  expect(await control.read('demo')).toEqual(record);
});

test('a reader is answered by the generation that is served by now, whatever it asked last', async () => {
  const control = await records();
  const served = fromServed(control, 'demo');
  const asked: number[] = [];
  const read = () => served(async ({ number }) => asked.push(number) && number);
  await expect(read()).rejects.toSatisfy(isUnavailable);
  let record: ControlRecord | undefined;
  for (const number of [1, 2, 1]) {
    record = await control.write(record, { ...draft(2), served: { number, fold: 1, sinceMs: 0 } });
    expect(await read()).toBe(number);
    expect(await read()).toBe(number);
  }
  // Each time it guesses the one before, and asks again only where that was wrong.
  expect(asked).toEqual([1, 1, 1, 2, 2, 2, 1, 1]);
});
