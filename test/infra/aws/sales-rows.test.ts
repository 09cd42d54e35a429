import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { isUnavailable } from '../../../domain/ports/port-error.ts';
import { initialSales } from '../../../domain/sales/sales-state.ts';
import { dynamoSalesRows } from '../../../infra/aws/dynamo-sales-rows.ts';

const failure = { message: '', $metadata: {} };

function saving(error: Error): Promise<boolean> {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  client.send = () => Promise.reject(error);
  const row = { order: 'o', version: 1, state: initialSales, added: {}, revision: 0 };
  return dynamoSalesRows(client, 'sales').save(undefined, row);
}

test('a write that another transaction got in the way of is a lost race, to be tried again in the handler', async () => {
  expect(await saving(new TransactionConflictException(failure))).toBe(false);
  const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }];
  expect(await saving(new TransactionCanceledException({ ...failure, CancellationReasons }))).toBe(false);
});

test('a throttled transaction is not', async () => {
  const CancellationReasons = [{ Code: 'ThrottlingError' }];
  const throttled = saving(new TransactionCanceledException({ ...failure, CancellationReasons }));
  await expect(throttled).rejects.toSatisfy(isUnavailable);
});
