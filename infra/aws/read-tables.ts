/** The event store and the read models as the CLI's audits see them: read only, and whole. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { OrderState } from '../../domain/order/order.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { ProjectionRow } from '../../domain/ports/projection-rows.ts';
import type { Contribution } from '../../domain/sales/contribution.ts';
import { sum } from '../../projections/sales/sums.ts';
import type { AwsAccess } from './aws-access.ts';
import { dynamoEventStore, entryOf } from './dynamo-event-store.ts';
import { dynamoOrderRows } from './dynamo-order-rows.ts';
import { dynamoSalesRows, type SalesRow } from './dynamo-sales-rows.ts';
import { salesOf } from './sales-sums.ts';
import { scanTable } from './scan-table.ts';

/** The rows of a read model that keeps one for each order. */
interface ReadTable<Row> {
  readonly load: (orders: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  /** Every order that has a row. */
  readonly orders: () => AsyncIterable<string>;
}

export interface ReadTables {
  /** Every log, one after another, each by version. */
  readonly log: () => AsyncIterable<LogEntry>;
  /** The log of one order. */
  readonly logOf: (order: string) => AsyncIterable<LogEntry>;
  readonly order: ReadTable<ProjectionRow<OrderState>>;
  readonly sales: ReadTable<SalesRow>;
  /** The sums of every day. */
  readonly salesSums: () => Promise<Contribution>;
}

/** `output` gives the value of one of the stack's outputs. */
export function readTables(access: AwsAccess, output: (name: string) => string): ReadTables {
  const client = new DynamoDBClient(access);
  const eventStore = output('EventStoreTableName');
  const order = output('OrderTableName');
  const sales = output('SalesTableName');

  async function* salesItems(kind: 'order#' | 'sums#') {
    yield* scanTable(client, {
      TableName: sales,
      FilterExpression: 'begins_with(#partition, :kind)',
      ExpressionAttributeNames: { '#partition': 'partition' },
      ExpressionAttributeValues: { ':kind': { S: kind } },
    });
  }

  return {
    async *log() {
      for await (const item of scanTable(client, { TableName: eventStore })) yield entryOf(item);
    },
    logOf: (id) => dynamoEventStore(client, eventStore).after(id, 0),
    order: {
      load: (orders) => dynamoOrderRows<OrderState>(client, order).load(orders),
      async *orders() {
        const names = { ExpressionAttributeNames: { '#order': 'order' }, ProjectionExpression: '#order' };
        for await (const item of scanTable(client, { TableName: order, ...names })) yield item['order']?.S ?? '';
      },
    },
    sales: {
      load: (orders) => dynamoSalesRows(client, sales).load(orders),
      async *orders() {
        for await (const { partition } of salesItems('order#')) yield partition?.S?.slice('order#'.length) ?? '';
      },
    },
    async salesSums() {
      let sums: Contribution = {};
      for await (const item of salesItems('sums#')) sums = sum(sums, { [item['sort']?.S ?? '']: salesOf(item) });
      return sums;
    },
  };
}
