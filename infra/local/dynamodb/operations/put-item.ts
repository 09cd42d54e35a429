/** PutItem. */

import type { Context } from '../../kernel/context.ts';
import { validationError } from '../errors.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { checkItemKeys } from '../key-check.ts';
import { expectedCondition } from '../legacy/expected.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import { validateNewItem } from '../validate-value.ts';
import { writeItem } from '../write-item.ts';
import { authorizedTable } from './authorized-table.ts';
import { putItemInput, type PutItemInput } from './item-inputs.ts';
import { demand, writeOutcome } from './write-outcome.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export function putItem(context: Context, input: unknown) {
  const request = parseInput<PutItemInput>(putItemInput, input);
  const { condition, bytes } = checked(request);
  const table = authorizedTable(context, 'dynamodb:PutItem', request.TableName, [request.Item]);
  checkItemKeys(request.Item, table);
  const key = itemKey(table, request.Item);
  const before = storedItem(context, key);
  demand(condition, before, request);
  const consumption = writeItem(context, { table, key, before, after: { item: request.Item, bytes } });
  return {
    ...(before && request.ReturnValues === 'ALL_OLD' && { Attributes: before.item }),
    ...writeOutcome(context, table, request, { consumption, keys: request.Item }),
  };
}

function checked(request: PutItemInput) {
  checkParameters(request, ['ConditionExpression'], ['Expected']);
  const bytes = validateNewItem(request.Item);
  const { ReturnValues: wanted } = request;
  if (wanted !== undefined && wanted !== 'ALL_OLD' && wanted !== 'NONE')
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const expected = expectedCondition(request);
  const { condition = expected } = requestExpressions(request);
  return { condition, bytes };
}
