/** Switches a table's expiry of items on and off. */

import type { Context } from '../../kernel/context.ts';
import type { Table } from '../table.ts';
import { forgetExpiry, startExpiry } from '../time-to-live.ts';

/** Starts, stops or moves the expiry of items. */
export function withExpiry(
  context: Context,
  table: Table,
  present: string | undefined,
  attribute: string | undefined,
): Table {
  const changed = attribute === undefined ? withoutExpiry(table) : { ...table, ttlAttribute: attribute };
  if (present === attribute) return changed;
  forgetExpiry(context, changed);
  if (attribute !== undefined) startExpiry(context, changed);
  return changed;
}

function withoutExpiry(table: Table): Table {
  const { ttlAttribute, ...rest } = table;
  return ttlAttribute === undefined ? table : rest;
}
