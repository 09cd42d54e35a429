/** GetItem. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { consumedCapacity, readUnits } from '../capacity.ts';
import { requestExpressions, type BoundProjection } from '../expressions/request-expressions.ts';
import { projector } from '../expressions/project.ts';
import { itemKey } from '../item-key.ts';
import { checkKey, checkNoPathIntoKeys } from '../key-check.ts';
import { checkParameters } from '../legacy/legacy-parameters.ts';
import { checkDistinctAttributes } from '../legacy/attributes-to-get.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import { validateAttributes } from '../validate-value.ts';
import { authorizedTable } from './authorized-table.ts';
import { getItemInput, type GetItemInput, type ReadInput } from './item-inputs.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export function getItem(context: Context, input: unknown) {
  const request = parseInput<GetItemInput>(getItemInput, input);
  const projection = checkedProjection(request, () => validateAttributes(request.Key));
  const table = authorizedTable(context, 'dynamodb:GetItem', request.TableName, [request.Key]);
  checkKey(request.Key, table.key);
  checkNoPathIntoKeys(projection?.paths, table);
  const found = storedItem(context, itemKey(table, request.Key));
  return {
    ...(found && { Item: projected(found.item, projection) }),
    ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, {
      tableName: table.name,
      tableUnits: readUnits(found?.bytes ?? 0, request.ConsistentRead),
      indexUnits: [],
    }),
  };
}

/** What a read is to be reduced to; `checkKeys` runs where AWS checks keys. Throws ValidationException. */
export function checkedProjection(
  request: Omit<ReadInput, 'TableName'>,
  checkKeys: () => void,
): BoundProjection | undefined {
  checkParameters(request, ['ProjectionExpression'], ['AttributesToGet']);
  checkKeys();
  checkDistinctAttributes(request.AttributesToGet);
  const { projection } = requestExpressions(request);
  if (request.AttributesToGet === undefined) return projection;
  const paths = request.AttributesToGet.map((name) => [name]);
  return { paths, project: projector(paths) };
}

export function projected(item: Item, projection: BoundProjection | undefined): Item {
  return projection === undefined ? item : projection.project(item);
}
