/** The control records as a DynamoDB table: an item for each read model, key `projection`. */

import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { ControlRecord, ControlRecords } from '../../../domain/ports/control-records.ts';
import { reaching } from '../unavailable.ts';

export function dynamoControlRecords(client: DynamoDBClient, table: string): ControlRecords {
  return {
    async read(projection) {
      const { Item } = await reaching('The control table', () =>
        client.send(
          new GetItemCommand({ TableName: table, Key: { projection: { S: projection } }, ConsistentRead: true }),
        ),
      );
      return Item && (JSON.parse(Item['record']?.S ?? '') as ControlRecord);
    },

    async write(previous, next) {
      const record: ControlRecord = { ...next, revision: (previous?.revision ?? 0) + 1 };
      const { projection, revision } = record;
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          projection: { S: projection },
          revision: { N: String(revision) },
          record: { S: JSON.stringify(record) },
        },
        ...(previous === undefined
          ? { ConditionExpression: 'attribute_not_exists(revision)' }
          : {
              ConditionExpression: 'revision = :revision',
              ExpressionAttributeValues: { ':revision': { N: String(previous.revision) } },
            }),
      });
      try {
        await reaching('The control table', () => client.send(put));
        return record;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    async countReplayed(projection, generation, events) {
      const update = new UpdateItemCommand({
        TableName: table,
        Key: replayedKey(projection, generation),
        UpdateExpression: 'ADD events :events',
        ExpressionAttributeValues: { ':events': { N: String(events) } },
      });
      await reaching('The control table', () => client.send(update));
    },

    async replayed(projection, generation) {
      const get = new GetItemCommand({ TableName: table, Key: replayedKey(projection, generation) });
      const { Item } = await reaching('The control table', () => client.send(get));
      return Number(Item?.['events']?.N ?? 0);
    },

    async forgetReplayed(projection, generation) {
      const remove = new DeleteItemCommand({ TableName: table, Key: replayedKey(projection, generation) });
      await reaching('The control table', () => client.send(remove));
    },
  };
}

function replayedKey(projection: string, generation: number) {
  return { projection: { S: `${projection}#${generation}#replayed` } };
}
