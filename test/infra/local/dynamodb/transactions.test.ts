import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbRig, thing } from './dynamodb-rig.ts';

const put = (pk: string, v: string) => ({ Put: { TableName: 'things', Item: thing(pk, 1, { v: { S: v } }) } });
const mustBeNew = { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

test('all actions take effect, at double the units', () => {
  const rig = dynamodbRig();
  rig.put(thing('c', 1));
  const answer: unknown = rig.call('TransactWriteItems', {
    ReturnConsumedCapacity: 'TOTAL',
    TransactItems: [
      put('a', 'x'),
      { Delete: { TableName: 'things', Key: thing('c', 1) } },
      { ConditionCheck: { TableName: 'things', Key: thing('z', 1), ConditionExpression: 'attribute_not_exists(pk)' } },
      {
        Update: {
          TableName: 'things',
          Key: thing('b', 1),
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': { N: '2' } },
        },
      },
    ],
  });
  expect(answer).toEqual({ ConsumedCapacity: [{ TableName: 'things', CapacityUnits: 8, WriteCapacityUnits: 8 }] });
  expect([rig.get(thing('a', 1)), rig.get(thing('b', 1)), rig.get(thing('c', 1))]).toEqual([
    thing('a', 1, { v: { S: 'x' } }),
    thing('b', 1, { n: { N: '2' } }),
    undefined,
  ]);
});

test('one failed condition cancels all, with a reason for each', async () => {
  const rig = dynamodbRig();
  rig.put(thing('b', 1));
  const items = [put('a', 'x'), { Put: { ...put('b', 'y').Put, ...mustBeNew } }];
  const command = new TransactWriteItemsCommand({ TransactItems: items as never });
  const error = await rig.client.send(command).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    name: 'TransactionCanceledException',
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: thing('b', 1) }],
  });
  expect(rig.get(thing('a', 1))).toBeUndefined();
});

test('an action that cannot apply is a reason, too', () => {
  const rig = dynamodbRig();
  const update = { TableName: 'things', Key: thing('a', 1), UpdateExpression: 'SET x = y' };
  expect(
    rig.refusal('TransactWriteItems', { TransactItems: [{ Update: update }] }).members['CancellationReasons'],
  ).toEqual([
    {
      Code: 'ValidationError',
      Message: 'The provided expression refers to an attribute that does not exist in the item',
    },
  ]);
});

test('two actions on one item are refused', () => {
  const { message } = dynamodbRig().refusal('TransactWriteItems', { TransactItems: [put('a', 'x'), put('a', 'y')] });
  expect(message).toBe('Transaction request cannot include multiple operations on one item');
});

test('a token makes a repetition harmless for ten minutes, and other content a refusal', () => {
  const rig = dynamodbRig();
  const request = (pk: string) => ({
    ClientRequestToken: 'token',
    TransactItems: [{ Put: { ...put(pk, 'x').Put, ConditionExpression: 'attribute_not_exists(pk)' } }],
  });
  rig.call('TransactWriteItems', request('a'));
  rig.test.advance(9 * 60_000);
  expect(rig.call('TransactWriteItems', request('a'))).toEqual({});
  expect(rig.refusal('TransactWriteItems', request('b')).code).toBe('IdempotentParameterMismatchException');
  rig.test.advance(60_001);
  expect(rig.refusal('TransactWriteItems', request('a')).code).toBe('TransactionCanceledException');
});

test('reads see one moment, missing items as empty answers', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1, { v: { S: 'x' } }));
  const get = (pk: string) => ({ Get: { TableName: 'things', Key: thing(pk, 1), ProjectionExpression: 'v' } });
  expect(
    rig.call('TransactGetItems', { TransactItems: [get('a'), get('b')], ReturnConsumedCapacity: 'TOTAL' }),
  ).toEqual({
    Responses: [{ Item: { v: { S: 'x' } } }, {}],
    ConsumedCapacity: [{ TableName: 'things', CapacityUnits: 4, ReadCapacityUnits: 4 }],
  });
});
