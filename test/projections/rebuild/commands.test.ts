import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../domain/ports/control-records.ts';
import { order } from '../../../projections/order/order.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { sampleEvents } from '../sample-events.ts';
import { GRACE_MS, readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { generationsIn, itemsOf } from '../table-items.ts';

const events = sampleEvents.slice(0, 20);
const later = sampleEvents.slice(20, 40);

/** A read model that was there from the beginning, and has seen some events. */
async function served(projection = sales): Promise<ReadModelRig> {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(events);
  return rig;
}

async function rebuilt(projection = sales): Promise<ReadModelRig> {
  const rig = await served(projection);
  await rig.ask({ action: 'start', from: 'store', request: 'a' });
  await rig.finish();
  return rig;
}

describe('starting', () => {
  test('is refused while a rebuild is under way, and the same request again is no second one', async () => {
    const rig = await served();
    const first = await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    expect(first.refusal).toBeUndefined();
    const again = await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    expect(again).toEqual(first);
    const other = await rig.ask({ action: 'start', from: 'store', request: 'b' });
    expect(other.refusal).toBe('A rebuild of sales is under way already.');
    expect(other.record).toEqual(first.record);
  });

  test('by several at once starts one rebuild', async () => {
    const rig = await served();
    const requests = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(requests.map((request) => rig.ask({ action: 'start', from: 'store', request })));
    expect(answers.filter(({ refusal }) => refusal === undefined)).toHaveLength(1);
    expect((await rig.ask({ action: 'status' })).record).toMatchObject({ newest: 2, building: { number: 2 } });
  });
});

describe('advancing', () => {
  test('is done by one at a time; who is late learns how far it is', async () => {
    const rig = await served();
    await rig.ask({ action: 'start', from: 'store', request: 'a' });
    await rig.reach('compare');
    const { record } = await rig.ask({ action: 'advance', forMs: 1_000 });
    expect(record).toMatchObject({ building: { phase: { name: 'compare' } }, lease: expect.anything() as unknown });
  });

  test('does no work twice that two do at once', async () => {
    const rig = await served();
    await rig.ask({ action: 'start', from: 'store', request: 'a' });
    const advance = { action: 'advance', forMs: 50_000 } as const;
    await Promise.all([rig.ask(advance), rig.ask(advance), rig.ask(advance)]);
    const { record } = await rig.finish();
    expect(record).toMatchObject({ served: { number: 2 }, newest: 2 });
    expect(await itemsOf(rig.dynamo, 2)).toEqual(await itemsOf(rig.dynamo, 1));
  });
});

const PHASES: readonly Phase['name'][] = ['barrier', 'lag', 'replay', 'drain', 'sweep', 'compare', 'sums'];

describe('cancelling', () => {
  test.each(PHASES)('in the phase %s leaves what is served as it was, and nothing of the other', async (phase) => {
    const rig = await served();
    const before = await itemsOf(rig.dynamo, 1);
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    if (phase !== 'barrier') await rig.reach(phase);
    expect((await rig.ask({ action: 'status' })).record.building?.phase.name).toBe(phase);
    const { record, refusal } = await rig.ask({ action: 'cancel' });
    expect(refusal).toBeUndefined();
    expect(record).toMatchObject({ served: { number: 1 }, last: { result: 'cancelled', number: 2 } });
    await rig.wait(10_000);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect(await generationsIn(rig.dynamo)).toEqual([1]);
    expect(await itemsOf(rig.dynamo, 1)).toEqual(before);
    expect((await rig.ask({ action: 'status' })).record).toMatchObject({ removing: [] });
  });

  test('ends the replay, too', async () => {
    const rig = await served();
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    await rig.reach('replay');
    await rig.ask({ action: 'cancel' });
    await rig.wait(10_000);
    const { Replays } = rig.engine.call<{ Replays: { State: string }[] }>('events', 'ListReplays', {});
    expect(Replays.map(({ State }) => State)).toEqual(['CANCELLED']);
  });

  test('lets another rebuild start at once, with a number of its own', async () => {
    const rig = await served();
    await rig.ask({ action: 'start', from: 'archive', request: 'a' });
    await rig.reach('sweep');
    await rig.ask({ action: 'cancel' });
    await rig.ask({ action: 'start', from: 'archive', request: 'b' });
    const { record } = await rig.finish();
    expect(record.served).toMatchObject({ number: 3 });
    expect(await itemsOf(rig.dynamo, 3)).toEqual(await itemsOf(rig.dynamo, 1));
  });

  test('is refused where nothing is under way', async () => {
    const rig = await served();
    expect((await rig.ask({ action: 'cancel' })).refusal).toBe('No rebuild of sales is under way.');
  });
});

describe('rolling back', () => {
  test('serves the previous generation at once, kept up to the log, and back again', async () => {
    const rig = await rebuilt();
    await rig.record(later);
    const { record: back } = await rig.ask({ action: 'rollback' });
    expect(back).toMatchObject({ served: { number: 1 }, previous: { number: 2 }, last: { result: 'rolled-back' } });
    await rig.record(sampleEvents.slice(40));
    expect(await itemsOf(rig.dynamo, 1)).toEqual(await itemsOf(rig.dynamo, 2));
    const { record: forth } = await rig.ask({ action: 'rollback' });
    expect(forth).toMatchObject({ served: { number: 2 }, previous: { number: 1 } });
  });

  test('keeps the other generation for a grace period of its own', async () => {
    const rig = await rebuilt();
    await rig.wait(GRACE_MS - 1_000);
    await rig.ask({ action: 'rollback' });
    await rig.wait(GRACE_MS - 1_000);
    await rig.ask({ action: 'advance', forMs: 500 });
    expect(await generationsIn(rig.dynamo)).toEqual([1, 2]);
    await rig.wait(2_000);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect(await generationsIn(rig.dynamo)).toEqual([1]);
  });

  test('waits until nobody can write to the other generation alone', async () => {
    const rig = await rebuilt();
    const { record } = await rig.ask({ action: 'status' });
    await rig.ask({ action: 'rollback' });
    expect(rig.engine.now()).toBeGreaterThanOrEqual((record.served?.sinceMs ?? Infinity) + 2_000);
  });

  test('is refused where there is nothing to go back to, never or not any more', async () => {
    const refusal = 'order has no earlier generation to serve.';
    const rig = await served(order);
    expect((await rig.ask({ action: 'rollback' })).refusal).toBe(refusal);
    await rig.ask({ action: 'start', from: 'store', request: 'a' });
    await rig.finish();
    await rig.wait(GRACE_MS);
    await rig.ask({ action: 'advance', forMs: 10_000 });
    expect((await rig.ask({ action: 'rollback' })).refusal).toBe(refusal);
  });

  test('while a rebuild is under way lets it go on', async () => {
    const rig = await rebuilt();
    await rig.ask({ action: 'start', from: 'archive', request: 'b' });
    await rig.reach('sweep');
    expect((await rig.ask({ action: 'rollback' })).record).toMatchObject({ served: { number: 1 } });
    await rig.record(later);
    const { record } = await rig.finish();
    expect(record).toMatchObject({ served: { number: 3 }, previous: { number: 1 } });
    expect(await itemsOf(rig.dynamo, 3)).toEqual(await itemsOf(rig.dynamo, 1));
  });
});

test('an estimate tells what there is to read and to wait for', async () => {
  const rig = await served();
  const { estimate } = await rig.ask({ action: 'estimate' });
  expect(estimate).toMatchObject({
    archiveEvents: events.length,
    logEvents: events.length,
    waitsMs: { archive: 2_000, store: 2_000 },
    eventsPerSecond: 1_000_000,
  });
  expect(estimate?.logBytes).toBeGreaterThan(events.length * 200);
});
