/**
 * Asks whether the caller may work on an item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { findTable, type TableAddress } from '../table.ts';

/** Throws AccessDeniedException. The condition key `dynamodb:LeadingKeys` is the item's partition key. */
export function authorizeItem(context: Context, action: string, address: TableAddress, item: Item): void {
  const access = { action, resource: address.arn };
  if (context.caller.type === 'root') return context.authorize(access);
  const hash = findTable(context, address)?.key.hash;
  const value = hash && item[hash.name]?.[hash.type];
  context.authorize(value === undefined ? access : { ...access, conditions: { 'dynamodb:LeadingKeys': [value] } });
}
