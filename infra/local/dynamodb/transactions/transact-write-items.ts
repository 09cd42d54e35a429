/** TransactWriteItems. */

import type { Context } from '../../kernel/context.ts';
import { addConsumption, consumedCapacity, doubled, type Consumption } from '../capacity.ts';
import { validationError } from '../errors.ts';
import { itemCollectionMetrics } from '../item-collection.ts';
import { parseInput } from '../shapes/shape.ts';
import { writeItems } from '../write-item.ts';
import { collectReasons } from './cancellation.ts';
import { fingerprintOf, remember, remembered } from './request-token.ts';
import { transactWriteItemsInput, type TransactWriteItemsInput } from './transact-inputs.ts';
import { outcomeOf, placeAction, readAction, type Outcome, type PlacedAction } from './write-action.ts';

/** 4 MB for all items together. */
const MAX_BYTES = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export function transactWriteItems(context: Context, input: unknown) {
  const request = parseInput<TransactWriteItemsInput>(transactWriteItemsInput, input);
  const { ClientRequestToken: token } = request;
  const fingerprint = token === undefined ? '' : fingerprintOf(request);
  const actions = request.TransactItems.map(readAction);
  const placed = collectReasons(actions, (action) => placeAction(context, action));
  checkDistinct(placed);
  const repeated = token === undefined ? undefined : remembered(context, token, fingerprint);
  if (repeated) return answer(request, placed, repeated.consumed as Consumption[], 'ReadCapacityUnits');
  const outcomes = collectReasons(placed, (action) => outcomeOf(context, action));
  if (actions.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_BYTES)
    throw validationError('Transaction request size has exceeded the maximum allowed size of 4 MB');
  const consumed = commit(context, placed, outcomes);
  if (token !== undefined) remember(context, token, fingerprint, readAgain(consumed));
  return { ...answer(request, placed, consumed, 'WriteCapacityUnits'), ...metrics(context, request, placed) };
}

function checkDistinct(placed: readonly PlacedAction[]): void {
  if (new Set(placed.map(({ key }) => key)).size < placed.length)
    throw validationError('Transaction request cannot include multiple operations on one item');
}

function commit(context: Context, placed: readonly PlacedAction[], outcomes: readonly Outcome[]): Consumption[] {
  const changes = outcomes.map((outcome, at) => ({ ...(placed[at] as PlacedAction), ...outcome }));
  return writeItems(context, changes).map(doubled);
}

/** A repeated request is charged as reads of what the first one wrote. */
function readAgain(consumed: readonly Consumption[]): Consumption[] {
  return consumed.map(({ tableName, tableUnits }) => ({
    tableName,
    tableUnits: 2 * Math.ceil(tableUnits / 2 / 4),
    indexUnits: [],
  }));
}

function answer(
  { ReturnConsumedCapacity: wanted }: TransactWriteItemsInput,
  placed: readonly PlacedAction[],
  consumed: readonly Consumption[],
  kind: 'ReadCapacityUnits' | 'WriteCapacityUnits',
) {
  if (wanted === undefined || wanted === 'NONE') return {};
  const byTable = new Map<string, Consumption>();
  for (const [at, { table }] of placed.entries()) {
    const one = consumed[at] as Consumption;
    const sum = byTable.get(table.arn);
    byTable.set(table.arn, sum ? addConsumption(sum, one) : one);
  }
  return { ConsumedCapacity: [...byTable.values()].map((sum) => consumedCapacity(wanted, sum, kind)) };
}

function metrics(context: Context, request: TransactWriteItemsInput, placed: readonly PlacedAction[]) {
  if (request.ReturnItemCollectionMetrics !== 'SIZE') return {};
  const byTable: Record<string, unknown[]> = {};
  for (const { table, keys } of placed) {
    const one = itemCollectionMetrics(context, table, keys);
    if (one) (byTable[table.name] ??= []).push(one);
  }
  return { ItemCollectionMetrics: byTable };
}
