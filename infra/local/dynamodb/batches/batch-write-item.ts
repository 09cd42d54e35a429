/** BatchWriteItem. */

import type { Context } from '../../kernel/context.ts';
import { addConsumption, consumedCapacity, type Consumption } from '../capacity.ts';
import { validationError } from '../errors.ts';
import { itemCollectionMetrics } from '../item-collection.ts';
import { itemKey } from '../item-key.ts';
import { checkItemKeys, checkKey } from '../key-check.ts';
import { authorizedTable } from '../operations/authorized-table.ts';
import { parseInput } from '../shapes/shape.ts';
import { storedItem, type StoredItem } from '../stored-item.ts';
import type { Item } from '../attribute-value.ts';
import type { Table } from '../table.ts';
import { validateAttributes, validateNewItem } from '../validate-value.ts';
import { writeItems } from '../write-item.ts';
import { batchWriteItemInput, type BatchWriteItemInput, type WriteRequest } from './batch-inputs.ts';

const MOST_WRITES = 25;

/** A write whose item is found. */
interface Write {
  readonly key: string;
  readonly keys: Item;
  readonly after: StoredItem | undefined;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export function batchWriteItem(context: Context, input: unknown) {
  const request = parseInput<BatchWriteItemInput>(batchWriteItemInput, input);
  const sizes = checkedSizes(request);
  const placed = Object.entries(request.RequestItems).map(([name, requests]) => {
    const keys = requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {});
    const table = authorizedTable(context, 'dynamodb:BatchWriteItem', name, keys);
    return { table, writes: placeWrites(table, requests, sizes) };
  });
  const results = placed.map(({ table, writes }) => ({ table, writes, consumption: perform(context, table, writes) }));
  const consumed = results.map(({ consumption }) => consumedCapacity(request.ReturnConsumedCapacity, consumption));
  return {
    UnprocessedItems: {},
    ...(request.ReturnItemCollectionMetrics === 'SIZE' && { ItemCollectionMetrics: metrics(context, results) }),
    ...(consumed[0] && { ConsumedCapacity: consumed }),
  };
}

/** Sizes of the items to be put. Throws ValidationException. */
function checkedSizes({ RequestItems }: BatchWriteItemInput): Map<WriteRequest, number> {
  const sizes = new Map<WriteRequest, number>();
  let count = 0;
  for (const requests of Object.values(RequestItems)) {
    if (requests.some((request) => Object.keys(request).length !== 1))
      throw validationError(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    for (const request of requests) {
      if (request.PutRequest) sizes.set(request, validateNewItem(request.PutRequest.Item));
      else validateAttributes(request.DeleteRequest?.Key ?? {});
    }
    count += requests.length;
  }
  if (count > MOST_WRITES) throw validationError('Too many items requested for the BatchWriteItem call');
  return sizes;
}

function placeWrites(table: Table, requests: readonly WriteRequest[], sizes: Map<WriteRequest, number>): Write[] {
  const writes = requests.map((request): Write => {
    const item = request.PutRequest?.Item;
    const keys = item ?? request.DeleteRequest?.Key ?? {};
    if (item) checkItemKeys(item, table);
    else checkKey(keys, table.key);
    return { key: itemKey(table, keys), keys, after: item && { item, bytes: sizes.get(request) ?? 0 } };
  });
  if (new Set(writes.map(({ key }) => key)).size < writes.length)
    throw validationError('Provided list of item keys contains duplicates');
  return writes;
}

function perform(context: Context, table: Table, writes: readonly Write[]): Consumption {
  const changes = writes.map(({ key, after }) => ({ table, key, before: storedItem(context, key), after }));
  return writeItems(context, changes).reduce(addConsumption);
}

function metrics(context: Context, results: readonly { readonly table: Table; readonly writes: readonly Write[] }[]) {
  const byTable = results.map(({ table, writes }) => {
    const collections = writes.map(({ keys }) => itemCollectionMetrics(context, table, keys));
    return [table.name, collections.filter((one) => one !== undefined)] as const;
  });
  return Object.fromEntries(byTable.filter(([, collections]) => collections.length > 0));
}
