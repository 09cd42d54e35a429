/** Applies an update to an item of a table. */

import { AwsError } from '../kernel/aws-error.ts';
import { attributeOf, typeOf, type Item } from './attribute-value.ts';
import { invalidParameter, validationError } from './errors.ts';
import type { BoundUpdate } from './expressions/request-expressions.ts';
import { givenType } from './expressions/bindings.ts';
import type { UpdateAction } from './expressions/syntax.ts';
import { applyUpdate, WRONG_DATA_TYPE } from './expressions/update.ts';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import { checkIndexKeys, checkNoPathIntoKeys } from './key-check.ts';
import type { StoredItem } from './stored-item.ts';
import { keyNames, type Table } from './table.ts';

/** Refuses updates of keys, and of index keys to another type. Throws ValidationException. */
export function checkUpdate(update: BoundUpdate, table: Table): void {
  for (const name of keyNames(table.key)) {
    if (update.paths.some(([head]) => head === name))
      throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
  }
  for (const index of table.indexes) {
    for (const attribute of [index.key.hash, index.key.range]) {
      const actual = attribute && assignedType(update, attribute.name);
      if (attribute && actual !== undefined && actual !== attribute.type)
        throw invalidParameter(
          `Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${actual} IndexName: ${index.name}`,
        );
    }
  }
  checkNoPathIntoKeys(update.mentioned, table);
}

/** The type an update gives a top-level attribute, where its text alone tells. */
function assignedType({ actions, paths, bound }: BoundUpdate, name: string): string | undefined {
  const at = paths.findIndex((path) => path.length === 1 && path[0] === name);
  const action: UpdateAction | undefined = actions[at];
  if (action === undefined || action.type === 'REMOVE' || action.value.type === 'arithmetic') return undefined;
  return givenType(action.value, bound);
}

/** The item after the update, in its final size. Throws ValidationException. */
export function updatedItem(table: Table, before: Item, update: BoundUpdate | undefined): StoredItem {
  const item = update ? applied(update, before) : before;
  if (update) checkNewIndexKeys(item, table, update);
  const bytes = itemSize(item);
  if (bytes > MAX_ITEM_BYTES) throw validationError('Item size to update has exceeded the maximum allowed size');
  return { item, bytes };
}

function applied({ actions, bound, typeMismatch }: BoundUpdate, before: Item): Item {
  try {
    return applyUpdate(actions, before, bound);
  } catch (error) {
    if (typeMismatch !== undefined && error instanceof AwsError && error.message === WRONG_DATA_TYPE)
      throw validationError(typeMismatch);
    throw error;
  }
}

function checkNewIndexKeys(item: Item, table: Table, { actions, paths }: BoundUpdate): void {
  for (const { key } of table.indexes) {
    for (const attribute of [key.hash, key.range]) {
      const value = attribute && attributeOf(item, attribute.name);
      const set = attribute && paths.some(([head], at) => head === attribute.name && actions[at]?.type === 'SET');
      if (attribute && value && set && typeOf(value) !== attribute.type)
        throw validationError('The update expression attempted to update the secondary index key to unsupported type');
    }
  }
  checkIndexKeys(item, table);
}
