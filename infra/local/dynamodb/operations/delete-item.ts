/** DeleteItem. */

import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { checkKey } from '../key-check.ts';
import { expectedCondition } from '../legacy/expected.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import { validateAttributes } from '../validate-value.ts';
import { writeItem } from '../write-item.ts';
import { authorizedTable } from './authorized-table.ts';
import { deleteItemInput, type DeleteItemInput } from './item-inputs.ts';
import { demand, writeOutcome } from './write-outcome.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export function deleteItem(context: Context, input: unknown) {
  const request = parseInput<DeleteItemInput>(deleteItemInput, input);
  const condition = checkedCondition(request);
  const table = authorizedTable(context, 'dynamodb:DeleteItem', request.TableName, [request.Key]);
  checkKey(request.Key, table.key);
  const key = itemKey(table, request.Key);
  const before = storedItem(context, key);
  demand(condition, before, request);
  const consumption = writeItem(context, { table, key, before, after: undefined });
  return {
    ...(before && request.ReturnValues === 'ALL_OLD' && { Attributes: before.item }),
    ...writeOutcome(context, table, request, { consumption, keys: request.Key }),
  };
}

function checkedCondition(request: DeleteItemInput) {
  checkParameters(request, ['ConditionExpression'], ['Expected']);
  validateAttributes(request.Key);
  const { ReturnValues: wanted } = request;
  if (wanted !== undefined && wanted !== 'ALL_OLD' && wanted !== 'NONE')
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const expected = expectedCondition(request);
  const { condition = expected } = requestExpressions(request);
  return condition;
}
