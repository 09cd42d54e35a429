/** What the writes of single items share: their condition, and what they answer. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { consumedCapacity, type Consumption } from '../capacity.ts';
import { conditionalCheckFailed } from '../errors.ts';
import { fulfils, type BoundCondition } from '../expressions/request-expressions.ts';
import { itemCollectionMetrics } from '../item-collection.ts';
import type { StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import type { WriteInput } from './item-inputs.ts';

/** Throws ConditionalCheckFailedException, with the item in the way where the request asks for it. */
export function demand(
  condition: BoundCondition | undefined,
  before: StoredItem | undefined,
  { ReturnValuesOnConditionCheckFailure: onFailure }: Pick<WriteInput, 'ReturnValuesOnConditionCheckFailure'>,
): void {
  if (condition === undefined || fulfils(before?.item, condition)) return;
  throw conditionalCheckFailed(onFailure === 'ALL_OLD' ? before?.item : undefined);
}

/** The members beside Attributes. */
export function writeOutcome(
  context: Context,
  table: Table,
  request: WriteInput,
  { consumption, keys }: { readonly consumption: Consumption; readonly keys: Item },
) {
  const metrics =
    request.ReturnItemCollectionMetrics === 'SIZE' ? itemCollectionMetrics(context, table, keys) : undefined;
  return {
    ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, consumption),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}
