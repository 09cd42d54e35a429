/** The stack's tables on the engine's DynamoDB, in memory, with a client that adds up what it consumes. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbService } from '../../../infra/local/dynamodb/dynamodb-service.ts';
import { testEngine, type TestEngine } from '../local/test-engine.ts';
import { createTables, testDynamo } from './test-tables.ts';

/** Capacity units by table and kind of access. */
export interface Consumed {
  readonly reads: number;
  readonly writes: number;
}

export interface MeteredTables {
  readonly client: DynamoDBClient;
  readonly engine: TestEngine;
  /** What a table has cost since the last call for it. */
  consumed(table: string): Consumed;
}

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);

/** The tables `events`, `control`, and for two read models `orders` and `sales`. */
export async function meteredTables(): Promise<MeteredTables> {
  const engine = testEngine([dynamodbService()]);
  const client = testDynamo(engine);
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
  await createTables(client, { readModels: ['orders', 'sales'] });
  return {
    client,
    engine,
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
