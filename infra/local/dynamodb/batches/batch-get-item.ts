/** BatchGetItem. */

import type { Context } from '../../kernel/context.ts';
import type { Item } from '../attribute-value.ts';
import { addConsumption, consumedCapacity, readUnits, type Consumption } from '../capacity.ts';
import { validationError } from '../errors.ts';
import type { BoundProjection } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { checkKey, checkNoPathIntoKeys } from '../key-check.ts';
import { authorizedTable } from '../operations/authorized-table.ts';
import { checkedProjection, projected } from '../operations/get-item.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { validateAttributes } from '../validate-value.ts';
import { batchGetItemInput, type BatchGetItemInput, type KeysAndAttributes } from './batch-inputs.ts';

const MOST_KEYS = 100;
/** 16 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

interface TableRequest {
  readonly name: string;
  readonly table: Table;
  readonly keys: KeysAndAttributes;
  readonly projection: BoundProjection | undefined;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export function batchGetItem(context: Context, input: unknown) {
  const request = parseInput<BatchGetItemInput>(batchGetItemInput, input);
  const checked = checkedRequests(request);
  const requests = checked.map(({ name, keys, projection }): TableRequest => {
    const table = authorizedTable(context, 'dynamodb:BatchGetItem', name, keys.Keys);
    for (const key of keys.Keys) checkKey(key, table.key);
    checkNoPathIntoKeys(projection?.paths, table);
    return { name, table, keys, projection };
  });
  const budget = { bytes: MAX_BYTES };
  const results = requests.map((one) => ({ ...one, ...read(context, one, budget) }));
  const unprocessed = results.filter(({ left }) => left.length > 0);
  const consumed = results.map(({ consumption }) => consumedCapacity(request.ReturnConsumedCapacity, consumption));
  return {
    Responses: Object.fromEntries(results.map(({ name, items }) => [name, items])),
    UnprocessedKeys: Object.fromEntries(unprocessed.map(({ name, keys, left }) => [name, { ...keys, Keys: left }])),
    ...(consumed[0] && { ConsumedCapacity: consumed }),
  };
}

function checkedRequests({ RequestItems }: BatchGetItemInput) {
  let count = 0;
  return Object.entries(RequestItems).map(([name, keys]) => {
    const projection = checkedProjection(keys, () => undefined);
    const seen = new Set<string>();
    for (const key of keys.Keys) {
      validateAttributes(key);
      const text = JSON.stringify(Object.entries(key).sort());
      if (seen.has(text)) throw validationError('Provided list of item keys contains duplicates');
      seen.add(text);
      count += 1;
      if (count > MOST_KEYS) throw validationError('Too many items requested for the BatchGetItem call');
    }
    return { name, keys, projection };
  });
}

/** Reads until the budget is spent; what is left goes back to the caller. */
function read(context: Context, { table, keys, projection }: TableRequest, budget: { bytes: number }) {
  const items: Item[] = [];
  const left: Item[] = [];
  let consumption: Consumption = { tableName: table.name, tableUnits: 0, indexUnits: [] };
  for (const key of keys.Keys) {
    const found = storedItem(context, itemKey(table, key));
    const bytes = found?.bytes ?? 0;
    if (bytes > budget.bytes) {
      left.push(key);
      continue;
    }
    budget.bytes -= bytes;
    if (found) items.push(projected(found.item, projection));
    const tableUnits = readUnits(bytes, keys.ConsistentRead);
    consumption = addConsumption(consumption, { ...consumption, tableUnits });
  }
  return { items, left, consumption };
}
