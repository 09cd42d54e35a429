/** What is in a read model's table, item by item. */

import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { scanTable } from '../../infra/aws/scan-table.ts';

type Item = Record<string, AttributeValue>;

/** The items of a generation but for what tells it: the beginning of their partition, and their attribute `generation`. */
export async function itemsOf(client: DynamoDBClient, generation: number, table = 'rows'): Promise<Item[]> {
  const items: Item[] = [];
  for (const { partition, generation: number, ...rest } of await generationItems(client, generation, table)) {
    if (number?.N !== String(generation)) throw new Error(`an item of generation ${generation} says it is of another`);
    items.push({ partition: { S: partition?.S?.slice(`${generation}#`.length) ?? '' }, ...rest });
  }
  return items.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** The numbers of the generations that have items. */
export async function generationsIn(client: DynamoDBClient, table = 'rows'): Promise<number[]> {
  const numbers = new Set<number>();
  for await (const { partition } of scanTable(client, { TableName: table })) numbers.add(parseInt(partition?.S ?? ''));
  return [...numbers].sort((a, b) => a - b);
}

/** Deletes the items of a generation by hand. */
export async function deleteItems(client: DynamoDBClient, generation: number, table = 'rows'): Promise<void> {
  const items = await generationItems(client, generation, table);
  const deletions = items.map(({ partition, sort }) => ({
    DeleteRequest: { Key: { partition, sort } as Item },
  }));
  while (deletions.length > 0) {
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: deletions.splice(0, 25) } }));
  }
}

async function generationItems(client: DynamoDBClient, generation: number, table: string): Promise<Item[]> {
  const items = await Array.fromAsync(scanTable(client, { TableName: table }));
  return items.filter(({ partition }) => partition?.S?.startsWith(`${generation}#`));
}

function placeOf({ partition, sort }: Item): string {
  return JSON.stringify([partition?.S, sort?.S]);
}
