/** Reads one row of a generation, as new as it is. */

import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Generation, Row } from '../../../domain/ports/read-model.ts';
import { reaching } from '../unavailable.ts';
import { rowKey, rowOfItem } from './row-item.ts';

/** Where a read model is. */
export interface ReadModelTable {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** Throws `Unavailable`. */
export async function readRow<State>(
  { client, table }: ReadModelTable,
  generation: Generation,
  order: string,
): Promise<Row<State> | undefined> {
  const get = new GetItemCommand({ TableName: table, Key: rowKey(generation, order), ConsistentRead: true });
  const { Item } = await reaching(`Table ${table}`, () => client.send(get));
  return Item && rowOfItem<State>(Item);
}
