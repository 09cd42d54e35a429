/** UpdateItem. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { projector } from '../expressions/project.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { checkKey } from '../key-check.ts';
import { attributeUpdates } from '../legacy/attribute-updates.ts';
import { expectedCondition } from '../legacy/expected.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import { updatedItem, checkUpdate } from '../updated-item.ts';
import { validateAttributes } from '../validate-value.ts';
import { writeItem } from '../write-item.ts';
import { authorizedTable } from './authorized-table.ts';
import { updateItemInput, type UpdateItemInput } from './item-inputs.ts';
import { demand, writeOutcome } from './write-outcome.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export function updateItem(context: Context, input: unknown) {
  const request = parseInput<UpdateItemInput>(updateItemInput, input);
  const { update, condition } = checked(request);
  const table = authorizedTable(context, 'dynamodb:UpdateItem', request.TableName, [request.Key]);
  checkKey(request.Key, table.key);
  if (update) checkUpdate(update, table);
  const key = itemKey(table, request.Key);
  const before = storedItem(context, key);
  demand(condition, before, request);
  const after = updatedItem(table, before?.item ?? request.Key, update);
  const consumption = writeItem(context, { table, key, before, after });
  return {
    ...returned(request, update?.paths ?? [], before?.item, after.item),
    ...writeOutcome(context, table, request, { consumption, keys: request.Key }),
  };
}

function checked(request: UpdateItemInput) {
  checkParameters(request, ['UpdateExpression', 'ConditionExpression'], ['AttributeUpdates', 'Expected']);
  validateAttributes(request.Key);
  const legacyUpdate = attributeUpdates(request.AttributeUpdates);
  const expected = expectedCondition(request);
  const { update = legacyUpdate, condition = expected } = requestExpressions(request);
  return { update, condition };
}

function returned(
  { ReturnValues: wanted = 'NONE' }: UpdateItemInput,
  paths: readonly (readonly (string | number)[])[],
  before: Item | undefined,
  after: Item,
): { Attributes?: Item } {
  switch (wanted) {
    case 'NONE':
      return {};
    case 'ALL_OLD':
      return before ? { Attributes: before } : {};
    case 'ALL_NEW':
      return { Attributes: after };
    case 'UPDATED_OLD':
      return before ? nonEmpty(projector(paths)(before)) : {};
    case 'UPDATED_NEW':
      return nonEmpty(projector(paths)(after));
  }
}

function nonEmpty(attributes: Item): { Attributes?: Item } {
  return Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
}
