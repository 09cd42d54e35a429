/** The one place where an item changes: with it change indexes, counts, expiry and the stream. */

import type { Context } from '../kernel/context.ts';
import { writeUnits, type Consumption } from './capacity.ts';
import { equalItems } from './compare-values.ts';
import { updateIndexes } from './index-entries.ts';
import { countChanges } from './statistics.ts';
import type { StoredItem } from './stored-item.ts';
import { appendRecord } from './streams/append-record.ts';
import type { Table } from './table.ts';
import { noteExpiry } from './time-to-live.ts';

interface ItemChange {
  readonly table: Table;
  /** The store's key of the item. */
  readonly key: string;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  /** The change is an expiry, not a client's. */
  readonly byTimeToLive?: boolean;
}

/** Replaces `before` by `after` and returns what that costs. A change that changes nothing leaves no trace. */
export function writeItem(context: Context, change: ItemChange): Consumption {
  const consumption = apply(context, change);
  countChanges(context, [change]);
  return consumption;
}

/** Makes several changes, each of another item; returns what each costs. */
export function writeItems(context: Context, changes: readonly ItemChange[]): Consumption[] {
  const consumptions = changes.map((change) => apply(context, change));
  countChanges(context, changes);
  return consumptions;
}

function apply(context: Context, change: ItemChange): Consumption {
  const { table, before, after } = change;
  const tableUnits = writeUnits(Math.max(before?.bytes ?? 0, after?.bytes ?? 0));
  if (isNoChange(change)) return { tableName: table.name, tableUnits, indexUnits: [] };
  if (after) context.tx.put(change.key, after);
  else context.tx.delete(change.key);
  const indexUnits = updateIndexes(context, table, before, after);
  noteExpiry(context, table, before, after);
  if (table.stream) appendRecord(context, table.stream, change);
  return { tableName: table.name, tableUnits, indexUnits };
}

function isNoChange({ before, after }: ItemChange): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before.bytes === after.bytes && equalItems(before.item, after.item);
}
