import type { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient, type BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { batchGet } from '../../../infra/aws/batch-get.ts';
import { isUnavailable } from '../../../domain/ports/port-error.ts';

const keys = Array.from({ length: 6 }, (_, at) => ({ order: { S: `o-${at}` } }));

/** A table that takes so many keys of each request, in turn; the last number stands for all further requests. */
function tableTaking(...numbers: readonly number[]): { client: DynamoDBClient; asked: number[] } {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  const asked: number[] = [];
  client.send = async (command: unknown): Promise<BatchGetItemCommandOutput> => {
    const wanted = (command as BatchGetItemCommand).input.RequestItems?.['orders']?.Keys ?? [];
    const taken = numbers[Math.min(asked.length, numbers.length - 1)] ?? 0;
    asked.push(wanted.length);
    const left = wanted.slice(taken);
    return Promise.resolve({
      $metadata: {},
      Responses: { orders: wanted.slice(0, taken) },
      UnprocessedKeys: left.length === 0 ? {} : { orders: { Keys: left } },
    });
  };
  return { client, asked };
}

test('what a request leaves unprocessed is asked for again, however many requests that takes', async () => {
  const { client, asked } = tableTaking(1);
  expect(await batchGet(client, 'orders', keys)).toEqual(keys);
  expect(asked).toEqual([6, 5, 4, 3, 2, 1]);
});

test('a table that takes nothing for a moment is waited for', async () => {
  const { client, asked } = tableTaking(0, 3, 0, 0, 3);
  expect(await batchGet(client, 'orders', keys)).toEqual(keys);
  expect(asked).toEqual([6, 6, 3, 3, 3]);
});

test('a table that goes on taking nothing is unavailable', async () => {
  const { client, asked } = tableTaking(0);
  await expect(batchGet(client, 'orders', keys)).rejects.toSatisfy(isUnavailable);
  expect(asked).toHaveLength(5);
});
