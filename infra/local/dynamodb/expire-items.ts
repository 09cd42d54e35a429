/**
 * Deletes items whose time has come. AWS takes days; here a sweep runs every minute.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */

import type { Context } from '../kernel/context.ts';
import type { Item } from './attribute-value.ts';
import { itemKey } from './item-key.ts';
import { storedItem } from './stored-item.ts';
import { findTable } from './table.ts';
import { expiring, scheduleSweep, SWEEP_MS, type SweepPayload } from './time-to-live.ts';
import { writeItem } from './write-item.ts';

/** Deletions per transaction. */
const BATCH = 500;
/** AWS ignores times more than five years in the past. */
const OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;

/** The scheduled sweep over one table; it ends when the table is gone or no longer expires items. */
export function expireItems(context: Context, payload: SweepPayload): void {
  const table = findTable(context, { ...payload, arn: '' });
  if (table?.ttlAttribute === undefined || table.id !== payload.id) return;
  const nowSeconds = Math.floor(context.now / 1000);
  const range = expiring(table, Math.max(0, nowSeconds - OLDEST_SECONDS), nowSeconds);
  let deleted = 0;
  for (const [, keys] of context.tx.scan<Item>(range)) {
    const itsKey = itemKey(table, keys);
    const before = storedItem(context, itsKey);
    if (before) writeItem(context, { table, key: itsKey, before, after: undefined, byTimeToLive: true });
    deleted += 1;
    if (deleted === BATCH) break;
  }
  scheduleSweep(context, table, deleted === BATCH ? 0 : SWEEP_MS);
}
