/** The event store as a DynamoDB table: one item an event, key (`order`, `version`), put only if absent. */

import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { EventStore, LogEntry, StoredEvent } from '../../domain/ports/event-store.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

export function dynamoEventStore(client: DynamoDBClient, table: string): EventStore {
  return {
    async head(order) {
      const { Items } = await reaching('The event store', () =>
        client.send(
          new QueryCommand({
            ...ofOrder(order),
            TableName: table,
            ConsistentRead: true,
            ScanIndexForward: false,
            Limit: 1,
          }),
        ),
      );
      return Items?.[0] && entryOf(Items[0]);
    },

    async at(order, version) {
      const { Item } = await reaching('The event store', () =>
        client.send(new GetItemCommand({ TableName: table, Key: keyOf(order, version), ConsistentRead: true })),
      );
      return Item && entryOf(Item);
    },

    async *after(order, version, pageSize) {
      const query = ofOrder(order);
      let from: Item | undefined;
      do {
        const page: QueryCommandOutput = await reaching('The event store', () =>
          client.send(
            new QueryCommand({
              ...query,
              TableName: table,
              KeyConditionExpression: `${query.KeyConditionExpression} AND version > :version`,
              ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':version': { N: String(version) } },
              ConsistentRead: true,
              Limit: pageSize,
              ExclusiveStartKey: from,
            }),
          ),
        );
        for (const item of page.Items ?? []) yield entryOf(item);
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },

    async append(entry) {
      try {
        await reaching('The event store', () =>
          client.send(
            new PutItemCommand({
              TableName: table,
              Item: itemOf(entry),
              ConditionExpression: 'attribute_not_exists(version)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            }),
          ),
        );
        return 'appended';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException && error.Item) return entryOf(error.Item);
        throw error;
      }
    },
  };
}

function ofOrder(order: string) {
  return {
    KeyConditionExpression: '#order = :order',
    ExpressionAttributeNames: { '#order': 'order' },
    ExpressionAttributeValues: { ':order': { S: order } },
  };
}

function keyOf(order: string, version: number): Item {
  return { order: { S: order }, version: { N: String(version) } };
}

function itemOf({ order, version, event, recordedTime, identities }: LogEntry): Item {
  return {
    ...keyOf(order, version),
    event: { S: JSON.stringify(event) },
    recordedTime: { S: recordedTime },
    ...(identities.length > 0 && { identities: { B: identities } }),
  };
}

/** Reads an item of the table or an image of its stream. Throws on one that no recorder wrote. */
export function entryOf({ order, version, event, recordedTime, identities }: Item): LogEntry {
  if (order?.S === undefined || version?.N === undefined || event?.S === undefined || recordedTime?.S === undefined) {
    throw new TypeError(`not an item of the event store: order ${order?.S}, version ${version?.N}`);
  }
  return {
    order: order.S,
    version: Number(version.N),
    event: JSON.parse(event.S) as StoredEvent,
    recordedTime: recordedTime.S,
    identities: identities?.B ?? new Uint8Array(),
  };
}
