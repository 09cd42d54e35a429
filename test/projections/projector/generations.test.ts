import { describe, expect, test } from 'vitest';
import { order } from '../../../projections/order/order.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { sampleEvents } from '../sample-events.ts';
import { itemsOf } from '../table-items.ts';

const one = sampleEvents.filter(({ subject }) => subject === 'order-1001');
const silently = { announced: false };

/** A generation that is served, and one under construction that a sweep has brought up to the log. */
async function building(events: readonly ReleasedEvent[]): Promise<ReadModelRig> {
  const rig = await readModelRig(order);
  await rig.ask({ action: 'status' });
  await rig.record(events, silently);
  await rig.ask({ action: 'start', from: 'store', request: 'a' });
  await rig.reach('compare');
  return rig;
}

/** The version that a generation's row of the order has. */
async function versionIn(rig: ReadModelRig, generation: number): Promise<number> {
  const [row] = await itemsOf(rig.dynamo, generation);
  return Number(row?.['version']?.N ?? 0);
}

describe('live events', () => {
  test('reach the generation under construction and the one that is served', async () => {
    const rig = await building([]);
    await rig.record(one);
    expect(await versionIn(rig, 1)).toBe(one.length);
    expect(await versionIn(rig, 2)).toBe(one.length);
  });

  test('never bring the served one beyond another that is fed, though it alone has to look into the log', async () => {
    const rig = await building(one.slice(0, 1));
    await rig.record(one.slice(1, 3), silently);
    expect([await versionIn(rig, 1), await versionIn(rig, 2)]).toEqual([0, 1]);
    expect(await rig.deliverEvents('order-1001', [2])).toEqual([]);
    expect(await versionIn(rig, 1)).toBeGreaterThanOrEqual(2);
    expect(await versionIn(rig, 2)).toBeGreaterThanOrEqual(await versionIn(rig, 1));
  });
});

test('replayed events reach only what is under construction', async () => {
  const rig = await building([]);
  await rig.record(one, silently);
  expect(await rig.deliverEvents('order-1001', [1, 2], { replayed: true })).toEqual([]);
  expect(await versionIn(rig, 1)).toBe(0);
  expect(await versionIn(rig, 2)).toBe(2);
});

test('replayed events of which nothing is under construction any more are let go', async () => {
  const rig = await building([]);
  await rig.ask({ action: 'cancel' });
  await rig.record(one, silently);
  expect(await rig.deliverEvents('order-1001', [1], { replayed: true })).toEqual([]);
  expect([await versionIn(rig, 1), await versionIn(rig, 2)]).toEqual([0, 0]);
});
