/** How many items a table holds and how large they are. AWS counts every six hours; here the count is exact. */

import type { Context } from '../kernel/context.ts';
import { key } from '../kernel/tuple-key.ts';
import type { StoredItem } from './stored-item.ts';
import type { Table } from './table.ts';

export interface Statistics {
  readonly items: number;
  readonly bytes: number;
}

export function statisticsOf(context: Context, table: Table): Statistics {
  return context.tx.get<Statistics>(statisticsKey(table)) ?? { items: 0, bytes: 0 };
}

interface Change {
  readonly table: Table;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

/** Counts all changes of one request, with one write per table. */
export function countChanges(context: Context, changes: readonly Change[]): void {
  const byTable = Map.groupBy(changes, ({ table }) => statisticsKey(table));
  for (const [key, ofTable] of byTable) {
    let items = 0;
    let bytes = 0;
    for (const { before, after } of ofTable) {
      items += (after ? 1 : 0) - (before ? 1 : 0);
      bytes += (after?.bytes ?? 0) - (before?.bytes ?? 0);
    }
    if (items === 0 && bytes === 0) continue;
    const old = context.tx.get<Statistics>(key) ?? { items: 0, bytes: 0 };
    context.tx.put(key, { items: old.items + items, bytes: old.bytes + bytes });
  }
}

function statisticsKey({ account, id }: Table): string {
  return key('dynamodb', account, 'statistics', id);
}
