import { CreateTableCommand, DescribeTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { tableProvider } from '../../../../infra/local/dynamodb/resources/table-provider.ts';
import { dynamodbRig, TABLE, thing, type Rig } from './dynamodb-rig.ts';

const table = (rig: Rig) =>
  (rig.call('DescribeTable', { TableName: 'things' }) as { Table: Record<string, unknown> }).Table;

test('a table is CREATING when created and ACTIVE at once', async () => {
  const rig = dynamodbRig({ bare: true });
  const { TableDescription } = await rig.client.send(new CreateTableCommand(TABLE as never));
  expect(TableDescription?.TableStatus).toBe('CREATING');
  await waitUntilTableExists({ client: rig.client, maxWaitTime: 60 }, { TableName: 'things' });
  const { Table } = await rig.client.send(new DescribeTableCommand({ TableName: 'things' }));
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

test('it counts its items and their bytes', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1));
  rig.put(thing('b', 1));
  rig.call('DeleteItem', { TableName: 'things', Key: thing('a', 1) });
  expect(table(rig)).toMatchObject({ ItemCount: 1, TableSizeBytes: 2 + 1 + 2 + 2 });
});

test('it is found by its ARN, and not in another account', () => {
  const rig = dynamodbRig();
  const TableName = 'arn:aws:dynamodb:us-east-1:000000000000:table/things';
  rig.call('PutItem', { TableName, Item: thing('a', 1) });
  expect(rig.get(thing('a', 1))).toEqual(thing('a', 1));
  const foreign = TableName.replace('000000000000', '111111111111');
  expect(rig.refusal('GetItem', { TableName: foreign, Key: thing('a', 1) }).code).toBe('ResourceNotFoundException');
});

test('a protected table is not deleted', () => {
  const rig = dynamodbRig();
  rig.call('UpdateTable', { TableName: 'things', DeletionProtectionEnabled: true });
  expect(rig.refusal('DeleteTable', { TableName: 'things' }).code).toBe('ValidationException');
  rig.call('UpdateTable', { TableName: 'things', DeletionProtectionEnabled: false });
  rig.call('DeleteTable', { TableName: 'things' });
  expect(rig.refusal('DescribeTable', { TableName: 'things' }).message).toBe(
    'Requested resource not found: Table: things not found',
  );
  rig.call('CreateTable', TABLE);
  expect(table(rig)).toMatchObject({ ItemCount: 0 });
});

test('an index added later holds what was there before, and is gone when removed', () => {
  const rig = dynamodbRig();
  rig.put(thing('a', 1, { colour: { S: 'red' } }));
  rig.call('UpdateTable', {
    TableName: 'things',
    AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-colour',
          KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      },
    ],
  });
  const query = {
    TableName: 'things',
    IndexName: 'by-colour',
    KeyConditionExpression: 'colour = :c',
    ExpressionAttributeValues: { ':c': { S: 'red' } },
  };
  expect(rig.call('Query', query)).toMatchObject({ Items: [thing('a', 1, { colour: { S: 'red' } })] });
  rig.call('UpdateTable', {
    TableName: 'things',
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-colour' } }],
  });
  expect(rig.refusal('Query', query).message).toBe('The table does not have the specified index: by-colour');
});

test('tags are added, replaced and removed', () => {
  const rig = dynamodbRig();
  const ResourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/things';
  rig.call('TagResource', {
    ResourceArn,
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ],
  });
  rig.call('TagResource', { ResourceArn, Tags: [{ Key: 'b', Value: '3' }] });
  rig.call('UntagResource', { ResourceArn, TagKeys: ['a'] });
  expect(rig.call('ListTagsOfResource', { ResourceArn })).toEqual({ Tags: [{ Key: 'b', Value: '3' }] });
});

test('tables are listed by name, page by page', () => {
  const rig = dynamodbRig();
  for (const TableName of ['zebra', 'ant']) rig.call('CreateTable', { ...TABLE, TableName });
  expect(rig.call('ListTables', { Limit: 2 })).toEqual({
    TableNames: ['ant', 'things'],
    LastEvaluatedTableName: 'things',
  });
  expect(rig.call('ListTables', { ExclusiveStartTableName: 'things' })).toEqual({ TableNames: ['zebra'] });
});

test('a template makes the table, and changes it without losing items', () => {
  const rig = dynamodbRig({ bare: true });
  const apply = (properties: object) =>
    rig.test.run((context) =>
      tableProvider.apply(context, {
        logicalId: 'Things',
        generatedName: 'Stack-Things-1',
        properties: { ...TABLE, StreamSpecification: { StreamViewType: 'NEW_IMAGE' }, ...properties },
        assetPath: (s3Key) => s3Key,
      }),
    );
  const first = apply({ TimeToLiveSpecification: { AttributeName: 'until', Enabled: true } });
  expect(first).toEqual({
    ref: 'things',
    attributes: {
      Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things',
      StreamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/2026-01-01T00:00:00.000',
      TableId: expect.any(String) as string,
    },
  });
  rig.put(thing('a', 1, { kind: { S: 'x' } }));
  const second = apply({
    GlobalSecondaryIndexes: undefined,
    LocalSecondaryIndexes: undefined,
    AttributeDefinitions: TABLE.AttributeDefinitions.slice(0, 2),
  });
  expect(second.attributes).toEqual(first.attributes);
  expect(rig.get(thing('a', 1))).toBeDefined();
  apply({});
  expect(
    rig.call('Query', {
      TableName: 'things',
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :k',
      ExpressionAttributeValues: { ':k': { S: 'x' } },
    }),
  ).toMatchObject({ Count: 1 });
});
