/** The stack's tables on the engine's DynamoDB, in memory, with a client that adds up what it consumes. */

import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbService } from '../../../infra/local/dynamodb/dynamodb-service.ts';
import { testEngine } from '../local/test-engine.ts';

/** Capacity units by table and kind of access. */
export interface Consumed {
  readonly reads: number;
  readonly writes: number;
}

export interface MeteredTables {
  readonly client: DynamoDBClient;
  /** What a table has cost since the last call for it. */
  consumed(table: string): Consumed;
}

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);

export async function meteredTables(): Promise<MeteredTables> {
  const { requestHandler } = testEngine([dynamodbService()]);
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://engine.local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: requestHandler('dynamodb') as never,
  });
  const meters = new Map<string, { reads: number; writes: number }>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
      for (const { TableName = '', CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) {
        const meter = meters.get(TableName) ?? { reads: 0, writes: 0 };
        meter[READS.has(context.commandName ?? '') ? 'reads' : 'writes'] += CapacityUnits;
        meters.set(TableName, meter);
      }
      return result;
    },
    { step: 'initialize' },
  );
  await create(client, 'events', ['order', 'S'], ['version', 'N']);
  await create(client, 'orders', ['order', 'S']);
  await create(client, 'sales', ['partition', 'S'], ['sort', 'S']);
  return {
    client,
    consumed(table) {
      const consumed = meters.get(table) ?? { reads: 0, writes: 0 };
      meters.delete(table);
      return consumed;
    },
  };
}

interface Capacity {
  readonly TableName?: string;
  readonly CapacityUnits?: number;
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
