/** A read model as a DynamoDB table: every generation's rows, sums and listings in one, key (`partition`, `sort`). */

import {
  BatchWriteItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
  type ScanCommandInput,
  type ScanCommandOutput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { unavailable } from '../../../domain/ports/port-error.ts';
import type { Generation, ReadModel } from '../../../domain/ports/read-model.ts';
import { viewKey, type ViewKey } from '../../../domain/view-key.ts';
import { batchGet } from '../batch-get.ts';
import { scanTable } from '../scan-table.ts';
import { reaching } from '../unavailable.ts';
import { generationRows } from './generation-rows.ts';
import { generationPrefix, rowOfItem, rowPrefix, type Item } from './row-item.ts';
import { amountsOf, contentOf, listingKey, SUM_PARTITION } from './view-items.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MAX_WRITES = 25;

export function dynamoReadModel(client: DynamoDBClient, table: string): ReadModel {
  return {
    rows: (generation, fold) => generationRows({ client, table }, generation, fold),

    async *everyRow(generation) {
      for await (const item of scanTable(client, beginningWith(table, rowPrefix(generation)))) yield rowOfItem(item);
    },

    async *everySum(generation) {
      const prefix = `${generationPrefix(generation)}sum#`;
      for await (const item of scanTable(client, beginningWith(table, prefix)))
        yield { [sumKeyOf(item)]: amountsOf(item) };
    },

    async listings(generation, keys) {
      const byPlace = new Map(keys.map((key) => [placeOf(listingKey(generation, key)), key]));
      const items = await batchGet(
        client,
        table,
        keys.map((key) => listingKey(generation, key)),
        { consistent: true },
      );
      const found = items.map((item) => [byPlace.get(placeOf(item)) ?? '', contentOf(item)] as const);
      return Object.fromEntries<unknown>(found);
    },

    async remove(generation, cursor) {
      const { Items = [], LastEvaluatedKey } = await keysPage(client, table, { generation, cursor });
      for (let at = 0; at < Items.length; at += MAX_WRITES) {
        await deleteAll(client, table, Items.slice(at, at + MAX_WRITES));
      }
      return LastEvaluatedKey && JSON.stringify(LastEvaluatedKey);
    },
  };
}

function beginningWith(table: string, prefix: string): ScanCommandInput {
  return {
    TableName: table,
    FilterExpression: 'begins_with(#partition, :prefix)',
    ExpressionAttributeNames: { '#partition': 'partition' },
    ExpressionAttributeValues: { ':prefix': { S: prefix } },
  };
}

function sumKeyOf({ partition, sort }: Item): ViewKey {
  return viewKey(decodeURIComponent(partition?.S?.replace(SUM_PARTITION, '') ?? ''), sort?.S ?? '');
}

function placeOf({ partition, sort }: Item): string {
  return JSON.stringify([partition?.S, sort?.S]);
}

async function keysPage(
  client: DynamoDBClient,
  table: string,
  { generation, cursor }: { readonly generation: Generation; readonly cursor: string | undefined },
): Promise<ScanCommandOutput> {
  const { ExpressionAttributeNames: names, ...scan } = beginningWith(table, generationPrefix(generation));
  const page = new ScanCommand({
    ...scan,
    ConsistentRead: true,
    ExpressionAttributeNames: { ...names, '#sort': 'sort' },
    ProjectionExpression: '#partition, #sort',
    ...(cursor !== undefined && { ExclusiveStartKey: JSON.parse(cursor) as Item }),
  });
  return reaching(`Table ${table}`, () => client.send(page));
}

async function deleteAll(client: DynamoDBClient, table: string, keys: readonly Record<string, AttributeValue>[]) {
  const RequestItems: Record<string, WriteRequest[]> = {
    [table]: keys.map((Key): WriteRequest => ({ DeleteRequest: { Key } })),
  };
  const { UnprocessedItems = {} } = await reaching(`Table ${table}`, () =>
    client.send(new BatchWriteItemCommand({ RequestItems })),
  );
  // What is left is taken by the next attempt at the same page.
  if (Object.keys(UnprocessedItems).length > 0) throw unavailable(`Table ${table}`, 'it leaves writes unprocessed');
}
