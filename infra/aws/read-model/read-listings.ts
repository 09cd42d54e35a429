/** Reads listings of a generation: a page of a partition, the last of it first. */

import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Generation } from '../../../domain/ports/read-model.ts';
import { reaching } from '../unavailable.ts';
import type { ReadModelTable } from './read-row.ts';
import { contentOf, listingPartition } from './view-items.ts';

export interface ListingPage {
  readonly partition: string;
  /** Only what stands before it; absent for the first page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** At most `limit` listings with their sorts, read strongly. Throws `Unavailable`. */
export async function readListings(
  { client, table }: ReadModelTable,
  generation: Generation,
  { partition, before, limit }: ListingPage,
): Promise<{ readonly sort: string; readonly content: unknown }[]> {
  const query = new QueryCommand({
    TableName: table,
    KeyConditionExpression: `#partition = :partition${before === undefined ? '' : ' AND #sort < :before'}`,
    ExpressionAttributeNames: { '#partition': 'partition', ...(before !== undefined && { '#sort': 'sort' }) },
    ExpressionAttributeValues: {
      ':partition': { S: listingPartition(generation, encodeURIComponent(partition.toWellFormed())) },
      ...(before !== undefined && { ':before': { S: before } }),
    },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: limit,
  });
  const { Items = [] } = await reaching(`Table ${table}`, () => client.send(query));
  return Items.map((item) => ({ sort: item['sort']?.S ?? '', content: contentOf(item) }));
}
