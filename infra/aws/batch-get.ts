/** Reads many items by key, however many requests that takes. */

import {
  BatchGetItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { unavailable } from '../../domain/ports/port-error.ts';
import { realWorld } from './lambda/surroundings.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_KEYS = 100;
/** Rounds that bring nothing, one after another: the table is throttled. */
const FRUITLESS_ROUNDS = 5;

/**
 * The items there are, in no order, read eventually consistently unless told. Keys must differ. Throws `Unavailable`.
 *
 * Keys come back unprocessed where the answer had no room (16 MB), which is asked on at once, or the table no capacity,
 * which is waited for.
 */
export async function batchGet(
  client: DynamoDBClient,
  table: string,
  keys: readonly Item[],
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  for (let at = 0; at < keys.length; at += MAX_KEYS) {
    let wanted: Record<string, KeysAndAttributes> = {
      [table]: { Keys: keys.slice(at, at + MAX_KEYS), ConsistentRead: consistent },
    };
    for (let fruitless = 0; wanted[table] !== undefined;) {
      if (fruitless === FRUITLESS_ROUNDS) throw unavailable(`Table ${table}`, 'it leaves keys unprocessed');
      if (fruitless > 0) await realWorld.wait(realWorld.random() * 25 * 2 ** fruitless);
      const RequestItems = wanted;
      const answer = await reaching(`Table ${table}`, () => client.send(new BatchGetItemCommand({ RequestItems })));
      const left = answer.UnprocessedKeys ?? {};
      fruitless = left[table]?.Keys?.length === wanted[table].Keys?.length ? fruitless + 1 : 0;
      items.push(...(answer.Responses?.[table] ?? []));
      wanted = left;
    }
  }
  return items;
}
