/** TransactGetItems. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { addConsumption, consumedCapacity, doubled, readUnits, type Consumption } from '../capacity.ts';
import { validationError } from '../errors.ts';
import { requestExpressions } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { checkKey, checkNoPathIntoKeys } from '../key-check.ts';
import { authorizedTable } from '../operations/authorized-table.ts';
import { projected } from '../operations/get-item.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import { validateAttributes } from '../validate-value.ts';
import { collectReasons } from './cancellation.ts';
import { transactGetItemsInput, type TransactGetItemsInput } from './transact-inputs.ts';

/** 4 MB for all items together. */
const MAX_BYTES = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export function transactGetItems(context: Context, input: unknown) {
  const request = parseInput<TransactGetItemsInput>(transactGetItemsInput, input);
  const gets = request.TransactItems.map(({ Get }) => {
    validateAttributes(Get.Key);
    return { ...Get, projection: requestExpressions(Get).projection };
  });
  const found = collectReasons(gets, (get) => {
    const table = authorizedTable(context, 'dynamodb:GetItem', get.TableName, [get.Key]);
    checkKey(get.Key, table.key);
    checkNoPathIntoKeys(get.projection?.paths, table);
    return { table, projection: get.projection, stored: storedItem(context, itemKey(table, get.Key)) };
  });
  if (found.reduce((sum, { stored }) => sum + (stored?.bytes ?? 0), 0) > MAX_BYTES)
    throw validationError('Transaction request size has exceeded the maximum allowed size of 4 MB');
  const Responses = found.map(({ stored, projection }): { Item?: Item } =>
    stored ? { Item: projected(stored.item, projection) } : {},
  );
  const wanted = request.ReturnConsumedCapacity;
  if (wanted === undefined || wanted === 'NONE') return { Responses };
  const byTable = new Map<string, Consumption>();
  for (const { table, stored } of found) {
    const units = readUnits(stored?.bytes ?? 0, true);
    const one = doubled({ tableName: table.name, tableUnits: units, indexUnits: [] });
    const sum = byTable.get(table.arn);
    byTable.set(table.arn, sum ? addConsumption(sum, one) : one);
  }
  const ConsumedCapacity = [...byTable.values()].map((sum) => consumedCapacity(wanted, sum, 'ReadCapacityUnits'));
  return { Responses, ConsumedCapacity };
}
