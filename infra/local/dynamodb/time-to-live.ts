/**
 * Knows when items expire: a note per item, in the order of their times.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */

import type { Context } from '../kernel/context.ts';
import { key, within, type Range } from '../kernel/tuple-key.ts';
import { attributeOf, pick, type Item } from './attribute-value.ts';
import { itemKey, itemPrefix } from './item-key.ts';
import type { StoredItem } from './stored-item.ts';
import { keyNames, type Table } from './table.ts';

export const SWEEP_MS = 60_000;

export interface SweepPayload {
  readonly account: string;
  readonly name: string;
  readonly id: string;
}

/** Second of expiry; undefined if the item has none. */
function expiryOf(table: Table, item: Item): number | undefined {
  const value = table.ttlAttribute === undefined ? undefined : attributeOf(item, table.ttlAttribute)?.N;
  const seconds = value === undefined ? Number.NaN : Math.floor(Number(value));
  return seconds >= 0 && seconds < 1e12 ? seconds : undefined;
}

/** Notes when the item expires, or no longer does. */
export function noteExpiry(
  { tx }: Context,
  table: Table,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): void {
  if (table.ttlAttribute === undefined) return;
  const old = before && noteKey(table, before.item);
  const noted = after && noteKey(table, after.item);
  if (old === noted) return;
  if (old !== undefined) tx.delete(old);
  if (noted !== undefined) tx.put(noted, pick(after?.item ?? {}, keyNames(table.key)));
}

/** Items noted to expire between two seconds, the second excluded. */
export function expiring(table: Table, fromSeconds: number, toSeconds: number): Range {
  return {
    from: key('dynamodb', table.account, 'ttl', table.id, fromSeconds),
    to: key('dynamodb', table.account, 'ttl', table.id, toSeconds),
  };
}

function noteKey(table: Table, item: Item): string | undefined {
  const seconds = expiryOf(table, item);
  if (seconds === undefined) return undefined;
  return key('dynamodb', table.account, 'ttl', table.id, seconds, itemKey(table, item));
}

/** Notes every item the table already holds, and starts sweeping. */
export function startExpiry(context: Context, table: Table): void {
  const prefix = itemPrefix(table);
  for (const [, stored] of context.tx.scan<StoredItem>({ from: prefix, to: prefix + '\uffff' }))
    noteExpiry(context, table, undefined, stored);
  scheduleSweep(context, table, SWEEP_MS);
}

export function forgetExpiry({ tx }: Context, { account, id }: Table): void {
  for (const [noted] of tx.scan(within('dynamodb', account, 'ttl', id))) tx.delete(noted);
}

/** The sweep is the task `expireItems`. */
export function scheduleSweep(context: Context, { account, name, id }: SweepPayload, afterMs: number): void {
  const payload: SweepPayload = { account, name, id };
  context.schedule({ service: 'dynamodb', task: 'expireItems', dueMs: context.now + afterMs, payload });
}
