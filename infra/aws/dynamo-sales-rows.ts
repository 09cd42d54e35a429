/**
 * The `sales` read model as a DynamoDB table: an item for each order with its contribution, and the sums by day.
 *
 * A sum stands in as many items as there are shards, since one partition serves 1,000 write units a second; an order
 * always adds to the same shard, and a reader adds the shards up.
 */

import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { ProjectionRow, ProjectionRows } from '../../domain/ports/projection-rows.ts';
import { contribution, type Contribution, type Sales } from '../../domain/sales/contribution.ts';
import { initialSales, type SalesState } from '../../domain/sales/sales-state.ts';
import { difference, sum } from '../../projections/sales/sums.ts';
import { batchGet } from './batch-get.ts';
import { sumKey } from './sales-sums.ts';
import { decodeState, encodeState } from './state-attribute.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

/** What is known of an order, and how much of it is in the sums. */
export interface SalesRow extends ProjectionRow<SalesState> {
  /** What the sums hold of this order: its contribution, or on the way there a part of the change. */
  readonly added: Contribution;
  /** Counts the writes of this row: what its next write is conditional on. */
  readonly revision: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html: 100, one for the row. */
const MAX_SUMS = 99;

export function dynamoSalesRows(client: DynamoDBClient, table: string): ProjectionRows<SalesRow> {
  /** Writes the row and adds the changes to the sums, together or not at all; false if another writer was first. */
  async function write(row: SalesRow, changes: Contribution): Promise<boolean> {
    const put = { TableName: table, Item: itemOf(row), ...unlessWritten(row.revision - 1) };
    const updates = Object.entries(changes).map(([key, change]) => addition(table, row.order, key, change));
    return reaching('The sales table', async () => {
      try {
        await (updates.length === 0
          ? client.send(new PutItemCommand(put))
          : client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...updates] })));
        return true;
      } catch (error) {
        if (isLostRace(error)) return false;
        throw error;
      }
    });
  }

  return {
    async load(orders) {
      const items = await batchGet(client, table, orders.map(keyOf));
      return new Map(items.map(salesRowOf).map((row) => [row.order, row]));
    },

    async loadNewest(order) {
      const { Item } = await reaching('The sales table', () =>
        client.send(new GetItemCommand({ TableName: table, Key: keyOf(order), ConsistentRead: true })),
      );
      return Item && salesRowOf(Item);
    },

    async save(previous, next) {
      let row: SalesRow = previous ?? { order: next.order, version: 0, state: initialSales, added: {}, revision: 0 };
      const changes = Object.entries(difference(row.added, contribution(next.state)));
      // More changes than a transaction holds are added in several: `added` says how far it came.
      while (changes.length > MAX_SUMS) {
        const part = Object.fromEntries(changes.splice(0, MAX_SUMS));
        row = { ...row, added: sum(row.added, part), revision: row.revision + 1 };
        if (!(await write(row, part))) return false;
      }
      const rest = Object.fromEntries(changes);
      return write({ ...next, added: sum(row.added, rest), revision: row.revision + 1 }, rest);
    },
  };
}

function keyOf(order: string): Item {
  return { partition: { S: `order#${order}` }, sort: { S: 'contribution' } };
}

function itemOf({ order, version, state, added, revision }: SalesRow): Item {
  return {
    ...keyOf(order),
    version: { N: String(version) },
    revision: { N: String(revision) },
    added: { S: JSON.stringify(added) },
    state: encodeState(state),
  };
}

/** Reads an order's item of the table. */
function salesRowOf({ partition, version, state, added, revision }: Item): SalesRow {
  return {
    order: partition?.S?.slice('order#'.length) ?? '',
    version: Number(version?.N),
    state: decodeState<SalesState>(state),
    added: JSON.parse(added?.S ?? '{}') as Contribution,
    revision: Number(revision?.N),
  };
}

function unlessWritten(revision: number) {
  if (revision === 0) return { ConditionExpression: 'attribute_not_exists(revision)' };
  return {
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: { ':revision': { N: String(revision) } },
  };
}

/** Also where another order's transaction had hold of the same sum, or one of the row: both are tried again after a moment. */
function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = error.CancellationReasons?.map(({ Code }) => Code);
  return codes?.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict') ?? false;
}

function addition(table: string, order: string, key: string, change: Sales): TransactWriteItem {
  const changed = Object.entries(change).filter(([, amount]) => amount !== 0);
  return {
    Update: {
      TableName: table,
      Key: sumKey(key, order),
      UpdateExpression: `ADD ${changed.map(([name]) => `${name} :${name}`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(
        changed.map(([name, amount]) => [`:${name}`, { N: String(amount) }]),
      ),
    },
  };
}
