/** Reads sums of a generation: those of a partition between two places, strongly and all at once. */

import { QueryCommand, type DynamoDBClient, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Generation } from '../../../domain/ports/read-model.ts';
import { addAmounts, type Amounts } from '../../../domain/sums.ts';
import { reaching } from '../unavailable.ts';
import type { ReadModelTable } from './read-row.ts';
import type { Item } from './row-item.ts';
import { amountsOf, SHARDS, sumPartition } from './view-items.ts';

export interface SumRange {
  readonly partition: string;
  /** The first and last sort that may be read, both included. */
  readonly from: string;
  readonly to: string;
  /** How many sums are wanted, at most, from the first on; all unless told. */
  readonly limit?: number;
}

/** What was asked for, by sort; also sums of which nothing is left. Throws `Unavailable`. */
export async function readSums(
  { client, table }: ReadModelTable,
  generation: Generation,
  range: SumRange,
): Promise<(readonly [sort: string, Amounts])[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    sumPartition(generation, encodeURIComponent(range.partition.toWellFormed()), shard),
  );
  const items = await Promise.all(shards.map((partition) => queryShard(client, table, { partition, range })));
  const bySort = new Map<string, Amounts>();
  for (const item of items.flat()) {
    const sort = item['sort']?.S ?? '';
    bySort.set(sort, addAmounts(bySort.get(sort) ?? {}, amountsOf(item)));
  }
  return [...bySort].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, range.limit);
}

/** As many as the limit from every shard are more than enough: a sum may stand in each. */
async function queryShard(
  client: DynamoDBClient,
  table: string,
  { partition, range: { from, to, limit } }: { readonly partition: string; readonly range: SumRange },
): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: QueryCommandOutput = await reaching(`Table ${table}`, () =>
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#partition': 'partition', '#sort': 'sort' },
          ExpressionAttributeValues: { ':partition': { S: partition }, ':from': { S: from }, ':to': { S: to } },
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: start,
        }),
      ),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && (limit === undefined || items.length < limit));
  return items;
}
