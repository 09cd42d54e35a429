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

export function countChange(
  context: Context,
  table: Table,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): void {
  const { items, bytes } = statisticsOf(context, table);
  context.tx.put(statisticsKey(table), {
    items: items + (after ? 1 : 0) - (before ? 1 : 0),
    bytes: bytes + (after?.bytes ?? 0) - (before?.bytes ?? 0),
  });
}

function statisticsKey({ account, id }: Table): string {
  return key('dynamodb', account, 'statistics', id);
}
