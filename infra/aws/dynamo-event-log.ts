/** The event store's table read as a whole. */

import { DescribeTableCommand, ScanCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventLog } from '../../domain/ports/event-log.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import { dynamoEventStore, entryOf } from './dynamo-event-store.ts';
import { reaching } from './unavailable.ts';

/** Small enough to be worked on in a moment, since progress is kept after each page. */
const PAGE_EVENTS = 500;

export function dynamoEventLog(client: DynamoDBClient, table: string): EventLog {
  const store = dynamoEventStore(client, table);

  const scan = (limit: number, from?: Record<string, AttributeValue>) =>
    reaching('The event store', () =>
      client.send(new ScanCommand({ TableName: table, ConsistentRead: true, Limit: limit, ExclusiveStartKey: from })),
    );

  return {
    async page(cursor) {
      const from = cursor === undefined ? undefined : (JSON.parse(cursor) as Record<string, AttributeValue>);
      const { Items = [], LastEvaluatedKey } = await scan(PAGE_EVENTS, from);
      // The order that the page before ended with was whole; what it was given since would look like its whole log.
      const entries = Items.map(entryOf).filter(({ order }) => order !== from?.['order']?.S);
      if (LastEvaluatedKey === undefined) return { logs: byOrder(entries) };
      const last = entries.at(-1);
      if (last === undefined) return { logs: new Map(), cursor: JSON.stringify(LastEvaluatedKey) };
      // A page may end within an order: the rest of it is read here, so that logs are whole.
      for await (const entry of store.after(last.order, last.version)) entries.push(entry);
      return { logs: byOrder(entries), cursor: JSON.stringify(keyOf(entries.at(-1) ?? last)) };
    },

    async isEmpty() {
      const { Items = [] } = await scan(1);
      return Items.length === 0;
    },

    /** DynamoDB counts about every six hours: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
    async size() {
      const { Table } = await reaching('The event store', () =>
        client.send(new DescribeTableCommand({ TableName: table })),
      );
      return { events: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
    },
  };
}

function byOrder(entries: readonly LogEntry[]): ReadonlyMap<string, readonly LogEntry[]> {
  return Map.groupBy(entries, ({ order }) => order);
}

function keyOf({ order, version }: LogEntry): Record<string, AttributeValue> {
  return { order: { S: order }, version: { N: String(version) } };
}
