/**
 * What a read model keeps across orders, as items: sums and listings.
 *
 * A sum stands in as many items as there are shards, since one partition serves 1,000 write units a second; an order
 * always adds to the same shard, and a reader adds the shards up.
 */

import { hash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { Generation } from '../../../domain/ports/read-model.ts';
import type { Amounts } from '../../../domain/sums.ts';
import { splitViewKey, type ViewKey } from '../../../domain/view-key.ts';
import { generationAttributes, generationPrefix, type Item } from './row-item.ts';

/** A sum takes two of a partition's 1,000 write units a second and a change: so 2,000 changes of one sum a second. */
export const SHARDS = 4;

/** The names of the attributes of a sum's item that are no amounts of it. */
const NO_AMOUNTS = new Set(['partition', 'sort', 'generation', 'fold']);

/** What stands before the partition of a view key in that of a sum's item. */
export const SUM_PARTITION = /^\d+#sum#\d+#/;

/** The partition of a shard of sums; `partition` encoded as in its view key. */
export function sumPartition(generation: Generation, partition: string, shard: number): string {
  return `${generationPrefix(generation)}sum#${shard}#${partition}`;
}

export function listingPartition(generation: Generation, partition: string): string {
  return `${generationPrefix(generation)}list#${partition}`;
}

/** Adds to a sum, of which there may be nothing yet. */
export function addition(
  table: string,
  generation: Generation,
  { key, order, amounts }: { readonly key: ViewKey; readonly order: string; readonly amounts: Amounts },
): TransactWriteItem {
  const { partition, sort } = splitViewKey(key);
  const shard = hash('sha256', order, 'buffer').readUInt8() % SHARDS;
  const changed = Object.entries(amounts);
  const values = Object.fromEntries(changed.map(([name, amount]) => [`:${name}`, { N: String(amount) }]));
  const { generation: number, fold } = generationAttributes(generation);
  return {
    Update: {
      TableName: table,
      Key: { partition: { S: sumPartition(generation, partition, shard) }, sort: { S: sort } },
      UpdateExpression: `ADD ${changed.map(([name]) => `${name} :${name}`).join(', ')} SET generation = :g, fold = :f`,
      ExpressionAttributeValues: { ...values, ':g': number, ':f': fold } as Item,
    },
  };
}

/** Puts a listing, or takes it away where there is none any more. */
export function listing(
  table: string,
  generation: Generation,
  { key, content }: { readonly key: ViewKey; readonly content: unknown },
): TransactWriteItem {
  const Key = listingKey(generation, key);
  if (content === undefined) return { Delete: { TableName: table, Key } };
  const told = { content: { S: canonicalJson(content) } };
  return { Put: { TableName: table, Item: { ...Key, ...generationAttributes(generation), ...told } } };
}

export function listingKey(generation: Generation, key: ViewKey): Item {
  const { partition, sort } = splitViewKey(key);
  return { partition: { S: listingPartition(generation, partition) }, sort: { S: sort } };
}

export function contentOf({ content }: Item): unknown {
  return JSON.parse(content?.S ?? 'null') as unknown;
}

/** Reads a sum's item; amounts that came back to 0 are left out. */
export function amountsOf(item: Item): Amounts {
  const amounts = Object.entries(item)
    .filter(([name]) => !NO_AMOUNTS.has(name))
    .map(([name, { N }]) => [name, Number(N)] as const);
  return Object.fromEntries(amounts.filter(([, amount]) => amount !== 0));
}
