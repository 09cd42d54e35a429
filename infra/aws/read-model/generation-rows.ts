/** The rows of one generation of a read model, each written together with its sums and listings. */

import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { Generation, GenerationRows, Row } from '../../../domain/ports/read-model.ts';
import type { Fold } from '../../../domain/projection.ts';
import { reaching } from '../unavailable.ts';
import { batchGet } from '../batch-get.ts';
import { changesOf, withChanges, type Change } from '../../../domain/row-changes.ts';
import { readRow, type ReadModelTable } from './read-row.ts';
import { itemOfRow, rowKey, rowOfItem, unlessChanged } from './row-item.ts';
import { addition, listing } from './view-items.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html: 100, one for the row. */
const MAX_CHANGES = 99;

export function generationRows<State>(
  { client, table }: ReadModelTable,
  generation: Generation,
  fold: Fold<State>,
): GenerationRows<State> {
  const what = `Table ${table}`;

  async function write(previous: Row | undefined, row: Row, changes: readonly Change[]): Promise<boolean> {
    const put = { TableName: table, Item: itemOfRow(generation, row), ...unlessChanged(previous) };
    const actions = [{ Put: put }, ...changes.map((change) => actionOf(row.order, change))];
    return reaching(what, () =>
      unlessLost(
        changes.length === 0
          ? client.send(new PutItemCommand(put))
          : client.send(new TransactWriteItemsCommand({ TransactItems: actions })),
      ),
    );
  }

  function actionOf(order: string, change: Change): TransactWriteItem {
    return change.type === 'sum'
      ? addition(table, generation, { ...change, order })
      : listing(table, generation, change);
  }

  return {
    async load(orders, { newest } = { newest: false }) {
      const keys = orders.map((order) => rowKey(generation, order));
      const items = await batchGet(client, table, keys, { consistent: newest });
      return new Map(items.map((item) => rowOfItem<State>(item)).map((row) => [row.order, row]));
    },

    loadNewest: (order) => readRow<State>({ client, table }, generation, order),

    async save(previous, { order, version, state }) {
      const { changes, added, listed } = changesOf(fold, previous, state);
      let row = previous;
      // More changes than a transaction holds are made in several: `added` and `listed` say how far it came.
      while (changes.length > MAX_CHANGES) {
        const some = changes.splice(0, MAX_CHANGES);
        const from = row ?? emptyRow(fold, order);
        const next = { ...from, ...withChanges(from, some), part: from.part + 1 };
        if (!(await write(row, next, some))) return false;
        row = next;
      }
      return write(row, { order, version, state, added, listed, part: 0 }, changes);
    },
  };
}

function emptyRow<State>(fold: Fold<State>, order: string): Row<State> {
  return { order, version: 0, state: fold.initial(order), added: {}, listed: {}, part: 0 };
}

/** Whether the write was made, and not lost to another writer. */
async function unlessLost(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** Also where another order's transaction had hold of the same sum: tried again after a moment, as one lost. */
function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = error.CancellationReasons?.map(({ Code }) => Code);
  return codes?.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict') ?? false;
}
