import { DeleteItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../domain/ports/control-records.ts';
import type { Fold, Projection } from '../../../domain/projection.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { scanTable } from '../../../infra/aws/scan-table.ts';
import { sampleEvents } from '../sample-events.ts';
import { readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { generationsIn, itemsOf } from '../table-items.ts';

/** How the rebuild ends, and that what was served before still is, as it was. */
async function refused(rig: ReadModelRig): Promise<Outcome | undefined> {
  const before = await itemsOf(rig.dynamo, 1);
  const { record } = await rig.finish();
  expect(record.served).toMatchObject({ number: 1 });
  expect(record.last).toMatchObject({ result: 'refused', number: 2 });
  expect(await itemsOf(rig.dynamo, 1)).toEqual(before);
  await rig.wait(10_000);
  await rig.ask({ action: 'advance', forMs: 1_000 });
  expect(await generationsIn(rig.dynamo)).toEqual([1]);
  return record.last;
}

async function started(projection: Projection, from: 'archive' | 'store'): Promise<ReadModelRig> {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents);
  await rig.ask({ action: 'start', from, request: 'a' });
  return rig;
}

test.each(['archive', 'store'] as const)('a fold that looks at the clock does not flip, from the %s', async (from) => {
  let now = (): number => 0;
  const counting: Fold<{ readonly events: number; readonly foldedMs?: number }> = {
    version: 1,
    initial: () => ({ events: 0 }),
    evolve: ({ events }) => ({ events: events + 1, foldedMs: now() }),
  };
  const rig = await readModelRig({ name: 'counting', folds: [counting] });
  now = rig.engine.now;
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents);
  await rig.ask({ action: 'start', from, request: 'a' });
  await rig.reach('compare');
  await rig.wait(5_000);
  const last = await refused(rig);
  expect(last?.differences).toContainEqual({
    kind: 'different',
    projection: 'counting',
    orderId: 'order-1001',
    field: 'state.foldedMs',
    expected: expect.any(Number) as number,
    actual: expect.any(Number) as number,
  });
  expect(last?.differences?.length).toBeLessThanOrEqual(20);
});

test('what live events and replayed ones make differently does not flip', async () => {
  let isReplay = false;
  const [right] = sales.folds;
  const folds: Projection['folds'] = [{ ...right, sums: (state) => (isReplay ? {} : (right.sums?.(state) ?? {})) }];
  const rig = await started({ name: 'sales', folds }, 'archive');
  isReplay = true;
  await rig.reach('compare');
  isReplay = false;
  const last = await refused(rig);
  expect(last?.differences?.[0]).toMatchObject({ kind: 'different', field: expect.stringMatching(/^added/) as string });
});

test('a sum that is not the sum of what the rows added does not flip', async () => {
  const rig = await started(productDemand, 'archive');
  await rig.reach('sums');
  const sum = await itemOf(rig.dynamo, '2#sum#');
  await rig.dynamo.send(
    new UpdateItemCommand({
      TableName: 'rows',
      Key: keyOf(sum),
      UpdateExpression: 'ADD ordered :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
  const { differences = [] } = (await refused(rig)) ?? {};
  expect(differences).toHaveLength(1);
  const [difference] = differences as { field: string; orderId: null; expected: Demand; actual: Demand }[];
  expect(difference).toMatchObject({ orderId: null, field: `sku/${sum['sort']?.S}` });
  expect(difference?.actual.ordered).toBe((difference?.expected.ordered ?? NaN) + 1);
});

interface Demand {
  readonly ordered: number;
}

test('a listing that was lost does not flip', async () => {
  const rig = await started(customerOrders, 'store');
  await rig.reach('compare');
  const listing = await itemOf(rig.dynamo, '2#list#');
  await rig.dynamo.send(new DeleteItemCommand({ TableName: 'rows', Key: keyOf(listing) }));
  const { differences = [] } = (await refused(rig)) ?? {};
  const partition = listing['partition']?.S?.slice('2#list#'.length);
  expect(differences).toMatchObject([{ field: `listed.${partition}/${listing['sort']?.S}`, actual: null }]);
});

test('a row that was tampered with does not flip', async () => {
  const rig = await started(customerOrders, 'store');
  await rig.reach('compare');
  const row = await itemOf(rig.dynamo, '2#order#order-1003');
  await rig.dynamo.send(
    new UpdateItemCommand({
      TableName: 'rows',
      Key: keyOf(row),
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { S: row['state']?.S?.replace('EUR', 'USD') ?? '' } },
    }),
  );
  const { differences } = (await refused(rig)) ?? {};
  expect(differences).toMatchObject([{ kind: 'different', orderId: 'order-1003', field: 'state.facts.OrderCreated' }]);
});

type Item = Awaited<ReturnType<typeof itemOf>>;

/** The first item whose partition begins like that. */
async function itemOf(client: DynamoDBClient, prefix: string) {
  for await (const item of scanTable(client, { TableName: 'rows' })) {
    if (item['partition']?.S?.startsWith(prefix)) return item;
  }
  throw new Error(`there is no item ${prefix}…`);
}

function keyOf({ partition, sort }: Item): Item {
  return { partition, sort } as Item;
}
