/** Reads many items by key, however many requests that takes. */

import {
  BatchGetItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { unavailable } from '../../domain/ports/port-error.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_KEYS = 100;
const ATTEMPTS = 5;

/** The items there are, in no order, read eventually consistently. Keys must differ. Throws `Unavailable`. */
export async function batchGet(client: DynamoDBClient, table: string, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let at = 0; at < keys.length; at += MAX_KEYS) {
    let wanted: Record<string, KeysAndAttributes> = { [table]: { Keys: keys.slice(at, at + MAX_KEYS) } };
    for (let attempt = 1; wanted[table] !== undefined; attempt += 1) {
      if (attempt > ATTEMPTS) throw unavailable(`Table ${table}`, 'it leaves keys unprocessed');
      const RequestItems = wanted;
      const answer = await reaching(`Table ${table}`, () => client.send(new BatchGetItemCommand({ RequestItems })));
      items.push(...(answer.Responses?.[table] ?? []));
      wanted = answer.UnprocessedKeys ?? {};
    }
  }
  return items;
}
