/** Keeps secondary indexes in step with their table. */

import type { Context } from '../kernel/context.ts';
import { pick, type Item } from './attribute-value.ts';
import { writeUnits, type IndexUnits } from './capacity.ts';
import { equalItems } from './compare-values.ts';
import { indexKey } from './item-key.ts';
import { itemSize } from './item-size.ts';
import type { StoredItem } from './stored-item.ts';
import { keyNames, type SecondaryIndex, type Table } from './table.ts';

interface Entry {
  readonly key: string;
  readonly stored: StoredItem;
}

/** The attributes an index holds; undefined for all. */
export function projectedNames(table: Table, { key, projection }: SecondaryIndex): string[] | undefined {
  if (projection.type === 'ALL') return undefined;
  return [...new Set([...keyNames(key), ...keyNames(table.key), ...projection.attributes])];
}

/** The item's entry in the index; undefined if it lacks one of the index's key attributes. */
function entryOf(table: Table, index: SecondaryIndex, stored: StoredItem | undefined): Entry | undefined {
  if (stored === undefined || !isIndexed(index, stored.item)) return undefined;
  const names = projectedNames(table, index);
  const key = indexKey(table, index, stored.item);
  if (names === undefined) return { key, stored };
  const item = pick(stored.item, names);
  return { key, stored: { item, bytes: itemSize(item) } };
}

function isIndexed({ key: { hash, range } }: SecondaryIndex, item: Item): boolean {
  return (
    item[hash.name]?.[hash.type] !== undefined && (range === undefined || item[range.name]?.[range.type] !== undefined)
  );
}

/** Brings every index of the table from the old item to the new one; returns what that costs. */
export function updateIndexes(
  context: Context,
  table: Table,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): IndexUnits[] {
  const costs: IndexUnits[] = [];
  for (const index of table.indexes) {
    const units = updateEntry(context, entryOf(table, index, before), entryOf(table, index, after));
    if (units > 0) costs.push({ index, units });
  }
  return costs;
}

function updateEntry({ tx }: Context, old: Entry | undefined, entry: Entry | undefined): number {
  if (old && entry && old.key === entry.key) {
    if (equalItems(old.stored.item, entry.stored.item)) return 0;
    tx.put(entry.key, entry.stored);
    return writeUnits(Math.max(old.stored.bytes, entry.stored.bytes));
  }
  if (old) tx.delete(old.key);
  if (entry) tx.put(entry.key, entry.stored);
  return (old ? writeUnits(old.stored.bytes) : 0) + (entry ? writeUnits(entry.stored.bytes) : 0);
}

/** Fills a new index from the item. */
export function addToIndex({ tx }: Context, table: Table, index: SecondaryIndex, stored: StoredItem): void {
  const entry = entryOf(table, index, stored);
  if (entry) tx.put(entry.key, entry.stored);
}
