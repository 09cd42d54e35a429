/**
 * Finds a table for work on an item and asks whether the caller may do it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { resourceNotFound } from '../errors.ts';
import { addressOf, findTable, type Table } from '../table.ts';

/**
 * Throws AccessDeniedException, then ResourceNotFoundException. The condition key `dynamodb:LeadingKeys` holds the
 * items' partition keys.
 */
export function authorizedTable(
  context: Context,
  action: string,
  nameOrArn: string,
  items: readonly Item[] = [],
): Table {
  const address = addressOf(context, nameOrArn);
  const table = findTable(context, address);
  const keys = table === undefined || context.caller.type === 'root' ? [] : leadingKeys(table, items);
  const conditions = keys.length === 0 ? {} : { conditions: { 'dynamodb:LeadingKeys': keys } };
  context.authorize({ action, resource: address.arn, ...conditions });
  if (table === undefined) throw resourceNotFound();
  return table;
}

function leadingKeys({ key: { hash } }: Table, items: readonly Item[]): string[] {
  return items.map((item) => item[hash.name]?.[hash.type]).filter((value) => value !== undefined);
}
