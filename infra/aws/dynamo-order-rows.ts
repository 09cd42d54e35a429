/** The `order` read model as a DynamoDB table: one item an order, key `order`. */

import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { ProjectionRow, ProjectionRows } from '../../domain/ports/projection-rows.ts';
import { batchGet } from './batch-get.ts';
import { decodeState, encodeState } from './state-attribute.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

export function dynamoOrderRows<State>(client: DynamoDBClient, table: string): ProjectionRows<ProjectionRow<State>> {
  return {
    async load(orders) {
      const items = await batchGet(client, table, orders.map(keyOf));
      return new Map(items.map((item) => rowOf<State>(item)).map((row) => [row.order, row]));
    },

    async loadNewest(order) {
      const { Item } = await reaching('The order table', () =>
        client.send(new GetItemCommand({ TableName: table, Key: keyOf(order), ConsistentRead: true })),
      );
      return Item && rowOf<State>(Item);
    },

    async save(_previous, { order, version, state }) {
      try {
        await reaching('The order table', () =>
          client.send(
            new PutItemCommand({
              TableName: table,
              Item: { ...keyOf(order), version: { N: String(version) }, state: encodeState(state) },
              ConditionExpression: 'attribute_not_exists(version) OR version < :version',
              ExpressionAttributeValues: { ':version': { N: String(version) } },
            }),
          ),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

function keyOf(order: string): Item {
  return { order: { S: order } };
}

/** Reads an item of the table. */
function rowOf<State>({ order, version, state }: Item): ProjectionRow<State> {
  return { order: order?.S ?? '', version: Number(version?.N), state: decodeState<State>(state) };
}
