import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamodbRig, thing } from './dynamodb-rig.ts';

const KB = 1024;
const blob = (bytes: number) => ({ S: 'x'.repeat(bytes) });

describe('writes', () => {
  test('a failed condition returns what stood in the way, if asked, and changes nothing', async () => {
    const rig = dynamodbRig();
    rig.put(thing('a', 1, { v: { N: '1' } }));
    const put = new PutItemCommand({
      TableName: 'things',
      Item: { pk: { S: 'a' }, sk: { N: '1.0' }, v: { N: '2' } },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const error = await rig.client.send(put).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: thing('a', 1, { v: { N: '1' } }) });
    expect(rig.get(thing('a', 1))).toEqual(thing('a', 1, { v: { N: '1' } }));
  });

  test.each([
    ['NONE', undefined],
    ['ALL_OLD', thing('a', 1, { n: { N: '1' }, m: { M: { x: { S: 'x' }, y: { S: 'y' } } } })],
    ['UPDATED_OLD', { n: { N: '1' }, m: { M: { x: { S: 'x' } } } }],
    ['ALL_NEW', thing('a', 1, { n: { N: '2' }, m: { M: { x: { S: 'z' }, y: { S: 'y' } } } })],
    ['UPDATED_NEW', { n: { N: '2' }, m: { M: { x: { S: 'z' } } } }],
  ])('an update returns %s', (ReturnValues, attributes) => {
    const rig = dynamodbRig();
    rig.put(thing('a', 1, { n: { N: '1' }, m: { M: { x: { S: 'x' }, y: { S: 'y' } } } }));
    const answer: unknown = rig.call('UpdateItem', {
      TableName: 'things',
      Key: thing('a', 1),
      UpdateExpression: 'SET m.x = :z ADD n :one',
      ExpressionAttributeValues: { ':z': { S: 'z' }, ':one': { N: '1' } },
      ReturnValues,
    });
    expect((answer as { Attributes?: unknown }).Attributes).toEqual(attributes);
  });

  test('an update creates what is missing, key included', () => {
    const rig = dynamodbRig();
    rig.call('UpdateItem', { TableName: 'things', Key: thing('a', 1) });
    expect(rig.get(thing('a', 1))).toEqual(thing('a', 1));
  });

  test.each([
    [
      { pk: { S: '' }, sk: { N: '1' } },
      'The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [{ pk: { S: 'a' } }, 'Missing the key sk in the item'],
    [{ pk: { N: '1' }, sk: { N: '1' } }, 'Type mismatch for key pk expected: S actual: N'],
    [thing('a', 1, { kind: { N: '1' } }), 'Type mismatch for Index Key kind Expected: S Actual: N IndexName: by-kind'],
    [thing('a', 1, { kind: { S: '' } }), 'IndexName: by-kind, IndexKey: kind'],
    [thing('x'.repeat(2049), 1), 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
    [thing('a', 1, { big: blob(400 * KB) }), 'Item size has exceeded the maximum allowed size'],
    [thing('a', 1, { s: { SS: [] } }), 'An string set  may not be empty'],
    [thing('a', 1, { s: { NS: ['1', '1.0'] } }), 'Input collection contains duplicates'],
  ])('%j is refused', (item, message) => {
    const { code, message: said } = dynamodbRig().refusal('PutItem', { TableName: 'things', Item: item });
    expect([code, said]).toEqual(['ValidationException', expect.stringContaining(message.slice(0, 200))]);
  });

  test('documents may be 32 levels deep, not 33', () => {
    const rig = dynamodbRig();
    const nested = (levels: number): object => (levels === 0 ? { N: '1' } : { L: [nested(levels - 1)] });
    rig.call('PutItem', { TableName: 'things', Item: { ...thing('a', 1), deep: nested(32) } });
    const refusal = rig.refusal('PutItem', { TableName: 'things', Item: { ...thing('a', 2), deep: nested(33) } });
    expect(refusal.message).toContain('Nesting Levels have exceeded supported limits');
  });

  test('__proto__ is a name like any other', () => {
    const rig = dynamodbRig();
    const item = JSON.parse('{"pk":{"S":"a"},"sk":{"N":"1"},"__proto__":{"S":"own"}}') as ReturnType<typeof thing>;
    rig.put(item);
    expect(Object.keys(rig.get(thing('a', 1)) ?? {})).toContain('__proto__');
  });
});

describe('consumed capacity', () => {
  const units = (rig: ReturnType<typeof dynamodbRig>, operation: string, input: object) => {
    const answer: unknown = rig.call(operation, { TableName: 'things', ReturnConsumedCapacity: 'INDEXES', ...input });
    return (answer as { ConsumedCapacity: { CapacityUnits: number } }).ConsumedCapacity;
  };

  test('a write costs a unit per KB of the larger of old and new', () => {
    const rig = dynamodbRig();
    expect(units(rig, 'PutItem', { Item: thing('a', 1, { v: blob(2 * KB) }) }).CapacityUnits).toBe(3);
    expect(units(rig, 'PutItem', { Item: thing('a', 1) }).CapacityUnits).toBe(3);
    expect(units(rig, 'DeleteItem', { Key: thing('a', 1) }).CapacityUnits).toBe(1);
    expect(units(rig, 'DeleteItem', { Key: thing('a', 1) }).CapacityUnits).toBe(1);
  });

  test('each affected index costs one more; a changed index key two', () => {
    const rig = dynamodbRig();
    expect(units(rig, 'PutItem', { Item: thing('a', 1, { kind: { S: 'x' } }) })).toMatchObject({
      CapacityUnits: 2,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { 'by-kind': { CapacityUnits: 1 } },
    });
    expect(units(rig, 'PutItem', { Item: thing('a', 1, { kind: { S: 'y' } }) }).CapacityUnits).toBe(3);
    expect(units(rig, 'PutItem', { Item: thing('a', 1, { kind: { S: 'y' }, other: { S: 'z' } }) }).CapacityUnits).toBe(
      1,
    );
  });

  test('a strong read costs a unit per 4 KB, an eventual one half, a missing item the least', () => {
    const rig = dynamodbRig();
    rig.put(thing('a', 1, { v: blob(4 * KB) }));
    expect(units(rig, 'GetItem', { Key: thing('a', 1), ConsistentRead: true }).CapacityUnits).toBe(2);
    expect(units(rig, 'GetItem', { Key: thing('a', 1) }).CapacityUnits).toBe(1);
    expect(units(rig, 'GetItem', { Key: thing('a', 2) }).CapacityUnits).toBe(0.5);
  });
});
