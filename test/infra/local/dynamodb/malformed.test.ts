import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROOT } from '../test-engine.ts';
import { dynamodbRig, TABLE, thing } from './dynamodb-rig.ts';

const key = thing('a', 1);
const requests: readonly (readonly [string, object])[] = [
  ['CreateTable', { ...TABLE, TableName: 'other' }],
  [
    'PutItem',
    {
      TableName: 'things',
      Item: { ...key, m: { M: { l: { L: [{ SS: ['x'] }] } } } },
      Expected: { a: { Exists: false } },
    },
  ],
  ['GetItem', { TableName: 'things', Key: key, ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': 'a' } }],
  [
    'UpdateItem',
    { TableName: 'things', Key: key, UpdateExpression: 'SET a = :v', ExpressionAttributeValues: { ':v': { N: '1' } } },
  ],
  ['UpdateItem', { TableName: 'things', Key: key, AttributeUpdates: { a: { Action: 'ADD', Value: { N: '1' } } } }],
  [
    'Query',
    {
      TableName: 'things',
      KeyConditionExpression: 'pk = :v',
      ExpressionAttributeValues: { ':v': { S: 'a' } },
      ExclusiveStartKey: key,
    },
  ],
  [
    'Query',
    { TableName: 'things', KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } } },
  ],
  [
    'Scan',
    {
      TableName: 'things',
      ScanFilter: { a: { ComparisonOperator: 'IN', AttributeValueList: [{ S: 'a' }] } },
      Segment: 0,
      TotalSegments: 2,
    },
  ],
  ['BatchGetItem', { RequestItems: { things: { Keys: [key] } } }],
  [
    'BatchWriteItem',
    { RequestItems: { things: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: thing('b', 2) } }] } },
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'things', Item: key } },
        { Delete: { TableName: 'things', Key: thing('b', 2) } },
      ],
    },
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'things', Key: key } }] }],
  ['UpdateTable', { TableName: 'things', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-kind' } }] }],
  [
    'TagResource',
    { ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things', Tags: [{ Key: 'k', Value: 'v' }] },
  ],
];

/** The places in a request: the path to every member and element. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const members = copy as Record<string, unknown>;
  members[step] = replaced(members[step], rest, by);
  return copy;
}

const junk = fc.constantFrom<unknown>(
  null,
  '',
  'x',
  0,
  -1,
  1.5,
  true,
  [],
  [null],
  {},
  { x: null },
  '#',
  ':',
  'arn:aws:x',
);

test('whatever is wrong with a request, it is answered', () => {
  const rig = dynamodbRig();
  const broken = fc
    .constantFrom(...requests)
    .chain(([name, input]) =>
      fc.tuple(fc.constantFrom(...places(input)), junk).map(([path, by]) => [name, replaced(input, path, by)] as const),
    );
  fc.assert(
    fc.property(broken, ([name, input]) => {
      const answer = rig.test.engine.serve({
        service: 'dynamodb',
        caller: ROOT,
        arrivedMs: 0,
        request: {
          method: 'POST',
          path: '/',
          query: new URLSearchParams(),
          headers: { 'x-amz-target': `DynamoDB_20120810.${name}` },
          body: Buffer.from(JSON.stringify(input)),
        },
      });
      expect(answer).toMatchObject({ status: expect.toBeOneOf([200, 400]) as number });
    }),
    { numRuns: 1500 },
  );
});
