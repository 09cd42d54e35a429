/** An item in the store, with its size, which is computed once when it is written. */

import type { Context } from '../kernel/context.ts';
import type { Item } from './attribute-value.ts';

export interface StoredItem {
  readonly item: Item;
  readonly bytes: number;
}

/** The item under a key made by `itemKey`. */
export function storedItem(context: Context, key: string): StoredItem | undefined {
  return context.tx.get<StoredItem>(key);
}
