/** Where the sums of the `sales` read model stand, and how they are read back. */

import { hash } from 'node:crypto';
import {
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Contribution, Sales, SalesKey } from '../../domain/sales/contribution.ts';
import { sum } from '../../projections/sales/sums.ts';
import { reaching } from './unavailable.ts';

type Item = Record<string, AttributeValue>;

/** A sum takes two of a partition's 1,000 write units a second and a change: so 2,000 changes of one day a second. */
const SHARDS = 4;

/** The item of a sum (`day|currency`) that an order adds to: months by shards are partitions, days and currencies sort. */
export function sumKey(key: string, order: string): Item {
  const shard = hash('sha256', order, 'buffer').readUInt8() % SHARDS;
  return { partition: { S: partition(key.slice(0, 7), shard) }, sort: { S: key } };
}

/** The sums of the UTC days from `from` to `to`, inclusive, read strongly. Throws `Unavailable`. */
export async function readSums(client: DynamoDBClient, table: string, from: string, to: string): Promise<Contribution> {
  const partitions = monthsFrom(from, to).flatMap((month) =>
    Array.from({ length: SHARDS }, (_, shard) => partition(month, shard)),
  );
  const items = await Promise.all(partitions.map((name) => queryDays(client, table, name, { from, to })));
  return items
    .flat()
    .reduce<Contribution>((sums, item) => sum(sums, { [item['sort']?.S as SalesKey]: salesOf(item) }), {});
}

/** Reads an item that `sumKey` names. */
export function salesOf(item: Item): Sales {
  const amount = (name: keyof Sales): number => Number(item[name]?.N ?? 0);
  return {
    orders: amount('orders'),
    units: amount('units'),
    revenueMinor: amount('revenueMinor'),
    paidMinor: amount('paidMinor'),
    refundedMinor: amount('refundedMinor'),
    cancelled: amount('cancelled'),
  };
}

function partition(month: string, shard: number): string {
  return `sums#${month}#${shard}`;
}

function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; month.toISOString().slice(0, 7) <= to.slice(0, 7); month.setUTCMonth(month.getUTCMonth() + 1)) {
    months.push(month.toISOString().slice(0, 7));
  }
  return months;
}

async function queryDays(
  client: DynamoDBClient,
  table: string,
  name: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: QueryCommandOutput = await reaching('The sales table', () =>
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#partition = :partition AND sort BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#partition': 'partition' },
          // A day's keys go on with "|" and the currency; "}" is the character after it.
          ExpressionAttributeValues: { ':partition': { S: name }, ':from': { S: from }, ':to': { S: `${to}}` } },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      ),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}
