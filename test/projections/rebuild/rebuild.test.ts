import { describe, expect, test } from 'vitest';
import type { Projection } from '../../../domain/projection.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import { order } from '../../../projections/order/order.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { sampleEvents } from '../sample-events.ts';
import { GRACE_MS, readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { deleteItems, generationsIn, itemsOf } from '../table-items.ts';

const projections: Projection[] = [order, sales, productDemand, customerOrders];
const sources = ['archive', 'store'] as const;

/** A read model that was there from the beginning, and has seen the sample. */
async function served(projection: Projection): Promise<ReadModelRig> {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents);
  return rig;
}

describe.each(projections)('$name', (projection) => {
  test.each(sources)('rebuilt from the %s it is, item for item, what it was', async (from) => {
    const rig = await served(projection);
    const before = await itemsOf(rig.dynamo, 1);
    expect(before.length).toBeGreaterThanOrEqual(12);
    await rig.ask({ action: 'start', from, request: 'a' });
    const { record } = await rig.finish();
    expect(record).toMatchObject({
      served: { number: 2 },
      previous: { number: 1 },
      last: { result: 'served', number: 2, from, events: 78 },
    });
    expect(await itemsOf(rig.dynamo, 2)).toEqual(before);
    expect(await itemsOf(rig.dynamo, 1)).toEqual(before);
  });

  test('whose items were deleted by hand comes back as it was', async () => {
    const rig = await served(projection);
    const before = await itemsOf(rig.dynamo, 1);
    await deleteItems(rig.dynamo, 1);
    expect(await generationsIn(rig.dynamo)).toEqual([]);
    await rig.ask({ action: 'start', from: 'store', request: 'a' });
    await rig.finish();
    expect(await itemsOf(rig.dynamo, 2)).toEqual(before);
  });
});

describe('a rebuild', () => {
  test('from the archive tells how many events were replayed', async () => {
    const rig = await served(sales);
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    let replayed = 0;
    for (let polls = 0; polls < 100; polls += 1) {
      const answer = await rig.ask({ action: 'advance', forMs: 200 });
      replayed = Math.max(replayed, answer.replayed);
      if (answer.record.building === undefined) break;
      expect(answer.record.building.total).toBe(78);
      await rig.wait(200);
    }
    expect(replayed).toBe(78);
  });

  test('from the archive has what the archive lacks, by its sweep', async () => {
    const rig = await served(sales);
    const missed = sampleEvents.slice(0, 9).map((event) => ({ ...event, subject: `late-${event.subject}` }));
    await rig.record(missed, { announced: false });
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    const { record } = await rig.finish();
    expect(record.last).toMatchObject({ result: 'served', events: 87 });
    const rows = (await itemsOf(rig.dynamo, 2)).filter(({ sort }) => sort?.S === 'row');
    expect(rows.some(({ partition }) => partition?.S?.includes('late-'))).toBe(true);
  });

  test('lets live events through to both generations, at each of its steps', async () => {
    const rig = await served(sales);
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    for (const [at, event] of sampleEvents.entries()) {
      await rig.record([{ ...event, subject: `live-${event.subject}` }]);
      if (at % 8 === 0) await rig.ask({ action: 'advance', forMs: 300 });
      await rig.wait(100);
    }
    expect((await rig.finish()).record.served).toMatchObject({ number: 2 });
    expect(await itemsOf(rig.dynamo, 2)).toEqual(await itemsOf(rig.dynamo, 1));
  });

  test('removes the generation before the one before at once, and the one before after its grace period', async () => {
    const rig = await served(order);
    for (const request of ['a', 'b']) {
      await rig.ask({ action: 'start', from: 'store', request });
      await rig.finish();
    }
    await rig.wait(5_000);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect(await generationsIn(rig.dynamo)).toEqual([2, 3]);
    await rig.wait(GRACE_MS);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect(await generationsIn(rig.dynamo)).toEqual([3]);
    const { record } = await rig.ask({ action: 'status' });
    expect(record).toMatchObject({ served: { number: 3 }, removing: [], newest: 3 });
    expect(record).not.toHaveProperty('previous');
    expect(record).not.toHaveProperty('lease');
  });
});
