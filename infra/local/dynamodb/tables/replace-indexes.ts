/** Adds and removes indexes of a table that may hold items. */

import type { Context } from '../../kernel/context.ts';
import { past } from '../../kernel/tuple-key.ts';
import { addToIndex } from '../index-entries.ts';
import { indexPrefix, itemPrefix } from '../item-key.ts';
import type { StoredItem } from '../stored-item.ts';
import type { SecondaryIndex, Table } from '../table.ts';

/** Empties indexes that are gone or changed, and fills those that are new or changed, at once. */
export function replaceIndexes(context: Context, old: Table, table: Table): void {
  for (const index of old.indexes) if (!has(table, index)) emptyIndex(context, old, index);
  const added = table.indexes.filter((index) => !has(old, index));
  if (added.length === 0) return;
  const prefix = itemPrefix(table);
  for (const [, stored] of context.tx.scan<StoredItem>({ from: prefix, to: past(prefix) })) {
    for (const index of added) addToIndex(context, table, index, stored);
  }
}

function has({ indexes }: Table, { name, key, projection }: SecondaryIndex): boolean {
  const wanted = JSON.stringify([name, key, projection]);
  return indexes.some((index) => JSON.stringify([index.name, index.key, index.projection]) === wanted);
}

function emptyIndex({ tx }: Context, table: Table, index: SecondaryIndex): void {
  const prefix = indexPrefix(table, index);
  for (const [key] of tx.scan({ from: prefix, to: past(prefix) })) tx.delete(key);
}
