/** The stack's tables on an engine in memory, and SDK clients that reach it without sockets. */

import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { reaching, type TestEngine } from '../local/test-engine.ts';

export function testDynamo({ requestHandler }: Pick<TestEngine, 'requestHandler'>): DynamoDBClient {
  return new DynamoDBClient(reaching(requestHandler('dynamodb')));
}

/** The event store `events`, the control table `control`, and a table for each read model. */
export async function createTables(
  client: DynamoDBClient,
  { readModels }: { readonly readModels: readonly string[] },
): Promise<void> {
  await create(client, 'events', ['order', 'S'], ['version', 'N']);
  await create(client, 'control', ['projection', 'S']);
  for (const table of readModels) await create(client, table, ['partition', 'S'], ['sort', 'S']);
}

type Key = readonly [name: string, type: 'S' | 'N'];

async function create(client: DynamoDBClient, TableName: string, ...keys: readonly Key[]): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keys.map(([AttributeName], at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
    }),
  );
}
