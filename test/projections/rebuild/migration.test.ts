import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { isUnavailable } from '../../../domain/ports/port-error.ts';
import type { Projection } from '../../../domain/projection.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { fromServed, type FromServed } from '../../../infra/aws/read-model/from-served.ts';
import { readListings } from '../../../infra/aws/read-model/read-listings.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { fold1 } from '../../../projections/customer-orders/fold-1.ts';
import { getCustomerOrders } from '../../../projections/customer-orders/get-customer-orders/get-customer-orders.ts';
import { sampleEvents } from '../sample-events.ts';
import { GRACE_MS, readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { generationsIn, itemsOf } from '../table-items.ts';

const before: Projection = { name: 'customer-orders', folds: [fold1] };

interface Listed {
  readonly id: string;
  readonly paymentStatus?: string;
}

/** Asks for the orders of a customer, as one sandbox of the query does. */
function query(rig: ReadModelRig, customer = 'customer-1'): () => Promise<readonly Listed[]> {
  const served: FromServed = fromServed(rig.control, 'customer-orders');
  const ask = getCustomerOrders(({ customer: partition, ...page }) =>
    served((generation) => readListings({ client: rig.dynamo, table: 'rows' }, generation, { partition, ...page })),
  );
  return async () => {
    const { status, body } = await ask({ path: { id: customer }, query: {}, headers: {} });
    expect(status).toBe(200);
    return (body as { orders: readonly Listed[] }).orders;
  };
}

/** Served with the old code, then with the new. */
async function deployed(): Promise<ReadModelRig> {
  const rig = await readModelRig(before);
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents.slice(0, 30));
  rig.deploy(customerOrders);
  return rig;
}

const hasPayment = (orders: readonly Listed[]) => orders.some(({ paymentStatus }) => paymentStatus !== undefined);

describe('a newer fold', () => {
  test('is built by itself beside the one that is served, which is kept up and answers until then', async () => {
    const rig = await deployed();
    const ask = query(rig);
    expect(hasPayment(await ask())).toBe(false);
    const { record } = await rig.ask({ action: 'advance', forMs: 1 });
    expect(record).toMatchObject({ served: { number: 1, fold: 1 }, building: { number: 2, fold: 2, from: 'store' } });

    for (const phase of ['sweep', 'compare', 'sums'] as const) {
      const count = (await ask()).length;
      await rig.record([newOrder(phase)]);
      const orders = await ask();
      expect(orders).toHaveLength(count + 1);
      expect(orders.map(({ id }) => id)).toContain(`order-${phase}`);
      expect(hasPayment(orders)).toBe(false);
      await rig.wait(10_000);
      await rig.reach(phase);
    }
    const count = (await ask()).length;
    await rig.wait(10_000);
    expect((await rig.finish()).record).toMatchObject({ served: { number: 2, fold: 2 }, previous: { fold: 1 } });
    const orders = await ask();
    expect(orders).toHaveLength(count);
    expect(orders.every(({ paymentStatus }) => paymentStatus !== undefined)).toBe(true);
  });

  test('leaves both side by side, and the old one goes after the grace period', async () => {
    const rig = await deployed();
    await rig.finish();
    await rig.record(sampleEvents.slice(30));
    const [old, young] = [await itemsOf(rig.dynamo, 1), await itemsOf(rig.dynamo, 2)];
    expect(old.map(({ partition, sort }) => [partition, sort])).toEqual(
      young.map(({ partition, sort }) => [partition, sort]),
    );
    expect(new Set(old.map(({ fold }) => fold?.N))).toEqual(new Set(['1']));
    expect(new Set(young.map(({ fold }) => fold?.N))).toEqual(new Set(['2']));
    await rig.wait(GRACE_MS);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect(await generationsIn(rig.dynamo)).toEqual([2]);
  });

  test('that was rolled back is not built again by itself, but when it is asked for', async () => {
    const rig = await deployed();
    await rig.finish();
    await rig.ask({ action: 'rollback' });
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await rig.wait(60_000);
      const { record } = await rig.ask({ action: 'advance', forMs: 50_000 });
      expect(record).toMatchObject({ served: { number: 1, fold: 1 }, newest: 2 });
      expect(record.building).toBeUndefined();
    }
    expect(await generationsIn(rig.dynamo)).toEqual([1]);
    await rig.ask({ action: 'start', from: 'archive', request: 'again' });
    expect((await rig.finish()).record.served).toMatchObject({ number: 3, fold: 2 });
  });

  test.each(['cancelled', 'refused'] as const)('that was %s is not built again by itself', async (result) => {
    const rig = await deployed();
    let folded = 0;
    const broken = { ...fold1, version: 2, listings: () => ({ 'customer-1/x': (folded += 1) }) };
    if (result === 'refused') rig.deploy({ ...before, folds: [fold1, broken] });
    await rig.reach('sweep');
    if (result === 'cancelled') await rig.ask({ action: 'cancel' });
    for (let minutes = 0; minutes < 3; minutes += 1) {
      await rig.wait(60_000);
      await rig.ask({ action: 'advance', forMs: 50_000 });
    }
    const { record } = await rig.ask({ action: 'status' });
    expect(record).toMatchObject({ served: { number: 1, fold: 1 }, newest: 2, last: { result, fold: 2 } });
    expect(record.building).toBeUndefined();
  });
});

describe('the first generation', () => {
  test('of an empty store is served at once', async () => {
    const rig = await readModelRig(customerOrders);
    const { record } = await rig.ask({ action: 'status' });
    expect(record).toMatchObject({ served: { number: 1, fold: 2 }, removing: [] });
    expect(await query(rig)()).toEqual([]);
  });

  test('of a store with events is built, and nobody is answered until it is complete', async () => {
    const rig = await readModelRig(customerOrders);
    await rig.record(sampleEvents, { announced: false });
    const ask = query(rig);
    await expect(ask()).rejects.toSatisfy(isUnavailable);
    const { record } = await rig.ask({ action: 'status' });
    expect(record).toMatchObject({ building: { number: 1, from: 'store', phase: { name: 'barrier' } } });
    for (const phase of ['sweep', 'compare'] as const) {
      await rig.reach(phase);
      await expect(ask()).rejects.toSatisfy(isUnavailable);
      await rig.wait(10_000);
    }
    await rig.finish();
    expect((await ask()).length).toBeGreaterThan(0);
  });

  test('is told to whoever asks before it is there as 503: to be asked again', async () => {
    const rig = await readModelRig(customerOrders);
    const handler = httpHandler(async () => ({ status: 200, headers: {}, body: await query(rig)() }));
    const ask = () => handler({ headers: {} } as APIGatewayProxyEventV2, {} as Context);
    expect(await ask()).toMatchObject({ statusCode: 503, headers: { 'content-type': 'application/problem+json' } });
    await rig.ask({ action: 'status' });
    expect(await ask()).toMatchObject({ statusCode: 200 });
  });

  test('is begun by whoever comes first, also a projector, and once', async () => {
    const rig = await readModelRig(customerOrders);
    await Promise.all([
      rig.record(sampleEvents.slice(0, 5)),
      rig.ask({ action: 'status' }),
      rig.ask({ action: 'advance', forMs: 1_000 }),
    ]);
    const { record } = await rig.finish();
    expect(record).toMatchObject({ newest: 1, served: { number: 1 } });
    await rig.record(sampleEvents.slice(5));
    expect((await query(rig)()).length).toBeGreaterThan(0);
  });
});

/** Another order of the customer whose orders are asked for. */
function newOrder(name: string) {
  const [created] = sampleEvents;
  if (created === undefined) throw new Error('the sample is empty');
  return { ...created, id: name, subject: `order-${name}` };
}
