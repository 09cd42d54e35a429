/** The size of an item collection: all items of one partition key, of interest where a table has local indexes. */

import type { Context } from '../kernel/context.ts';
import { pick, type Item } from './attribute-value.ts';
import { itemPrefix, partition } from './item-key.ts';
import type { StoredItem } from './stored-item.ts';
import type { Table } from './table.ts';

const GIB = 1024 ** 3;

/** Undefined for a table without local secondary indexes. */
export function itemCollectionMetrics(context: Context, table: Table, item: Item) {
  if (!table.indexes.some(({ scope }) => scope === 'local')) return undefined;
  const { hash } = table.key;
  const prefix = itemPrefix(table) + partition(item[hash.name] ?? {});
  let bytes = 0;
  for (const [, stored] of context.tx.scan<StoredItem>({ from: prefix, to: prefix + '\uffff' })) bytes += stored.bytes;
  const gigabytes = Math.floor(bytes / GIB);
  return { ItemCollectionKey: pick(item, [hash.name]), SizeEstimateRangeGB: [gigabytes, gigabytes + 1] };
}
