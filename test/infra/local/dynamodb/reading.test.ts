import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../../infra/local/dynamodb/attribute-value.ts';
import { dynamodbRig, thing } from './dynamodb-rig.ts';

interface Page {
  readonly Items: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

/** Every page of a query or scan. */
function pages(rig: ReturnType<typeof dynamodbRig>, operation: string, input: object): Page[] {
  const found: Page[] = [];
  let start: Item | undefined;
  do {
    const page = rig.call(operation, {
      TableName: 'things',
      ...input,
      ...(start && { ExclusiveStartKey: start }),
    }) as Page;
    found.push(page);
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
}

const keys = (found: Page[]): number[] => found.flatMap(({ Items }) => Items.map(({ sk }) => Number(sk?.N)));

describe('Query', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });

  test('finds by sort key what a filter over all would find, in order, page by page', () => {
    const operators = fc.constantFrom('<', '<=', '>', '>=', '=', 'BETWEEN');
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 0, max: 500 }),
        operators,
        fc.boolean(),
        (all, low, span, operator, forward) => {
          const rig = dynamodbRig();
          for (const sk of all) rig.put(thing('a', sk / 4));
          rig.put(thing('b', 0));
          const [lower, upper] = [low / 4, (low + span) / 4];
          const test = operator === 'BETWEEN' ? 'sk BETWEEN :l AND :u' : `sk ${operator} :l`;
          const found = pages(rig, 'Query', {
            KeyConditionExpression: `pk = :pk AND ${test}`,
            ExpressionAttributeValues: {
              ':pk': { S: 'a' },
              ':l': { N: String(lower) },
              ...(operator === 'BETWEEN' && { ':u': { N: String(upper) } }),
            },
            ScanIndexForward: forward,
            Limit: 7,
          });
          const passes: Record<string, (sk: number) => boolean> = {
            '<': (sk) => sk < lower,
            '<=': (sk) => sk <= lower,
            '>': (sk) => sk > lower,
            '>=': (sk) => sk >= lower,
            '=': (sk) => sk === lower,
            BETWEEN: (sk) => sk >= lower && sk <= upper,
          };
          const expected = all.map((sk) => sk / 4).filter((sk) => passes[operator]?.(sk));
          expect(keys(found)).toEqual(expected.sort((a, b) => (forward ? a - b : b - a)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('filters after reading: the page counts what it read', () => {
    const rig = dynamodbRig();
    for (let sk = 0; sk < 10; sk += 1) rig.put(thing('a', sk, { odd: { BOOL: sk % 2 === 1 } }));
    const [page] = pages(rig, 'Query', {
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'odd = :yes',
      ExpressionAttributeValues: { ':pk': { S: 'a' }, ':yes': { BOOL: true } },
    });
    expect(page).toMatchObject({ Count: 5, ScannedCount: 10 });
  });

  test('a page ends at 1 MB', () => {
    const rig = dynamodbRig();
    for (let sk = 0; sk < 8; sk += 1) rig.put(thing('a', sk, { v: { S: 'x'.repeat(300_000) } }));
    const found = pages(rig, 'Query', {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    });
    expect(found.map(({ Count }) => Count)).toEqual([4, 4, 0]);
  });

  test('reads a global index, which holds what it projects of the items that have its key', () => {
    const rig = dynamodbRig();
    rig.put(thing('a', 1, { kind: { S: 'x' }, colour: { S: 'red' }, other: { S: 'no' } }));
    rig.put(thing('b', 2, { kind: { S: 'x' } }));
    rig.put(thing('c', 3));
    const input = {
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :k',
      ExpressionAttributeValues: { ':k': { S: 'x' } },
    };
    const [page] = pages(rig, 'Query', input);
    expect(page?.Items).toEqual(
      expect.arrayContaining([
        thing('a', 1, { kind: { S: 'x' }, colour: { S: 'red' } }),
        thing('b', 2, { kind: { S: 'x' } }),
      ]),
    );
    expect(page?.Count).toBe(2);
    expect(keys(pages(rig, 'Query', { ...input, Limit: 1 })).sort()).toEqual([1, 2]);
    rig.call('DeleteItem', { TableName: 'things', Key: thing('a', 1) });
    expect(keys(pages(rig, 'Query', input))).toEqual([2]);
  });

  test('completes entries of a local index from the table', () => {
    const rig = dynamodbRig();
    rig.put(thing('a', 1, { made: { S: '2026' }, other: { S: 'all' } }));
    const [page] = pages(rig, 'Query', {
      IndexName: 'by-made',
      Select: 'ALL_ATTRIBUTES',
      KeyConditionExpression: 'pk = :pk AND begins_with(made, :m)',
      ExpressionAttributeValues: { ':pk': { S: 'a' }, ':m': { S: '20' } },
    });
    expect(page?.Items).toEqual([thing('a', 1, { made: { S: '2026' }, other: { S: 'all' } })]);
  });

  test.each([
    ['pk > :v', 'Query key condition not supported'],
    ['sk = :v', 'Query condition missed key schema element: pk'],
    ['pk = :v OR sk = :v', 'Invalid operator used in KeyConditionExpression: OR'],
    ['pk = :v AND pk = :v', 'KeyConditionExpressions must only contain one condition per key'],
  ])('refuses %s', (KeyConditionExpression, message) => {
    const values = { ':v': KeyConditionExpression.startsWith('sk') ? { N: '1' } : { S: 'a' } };
    const refusal = dynamodbRig().refusal('Query', {
      TableName: 'things',
      KeyConditionExpression,
      ExpressionAttributeValues: values,
    });
    expect(refusal.message).toBe(message);
  });
});

describe('Scan', () => {
  test('segments share out every item once', () => {
    const rig = dynamodbRig();
    for (let sk = 0; sk < 40; sk += 1) rig.put(thing(`p${sk}`, sk));
    const segments = [0, 1, 2].map((Segment) => keys(pages(rig, 'Scan', { Segment, TotalSegments: 3, Limit: 5 })));
    expect(segments.every((segment) => segment.length > 0)).toBe(true);
    expect(segments.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at));
  });
});
