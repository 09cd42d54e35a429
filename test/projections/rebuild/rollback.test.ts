import { describe, expect, test } from 'vitest';
import type { Projection } from '../../../domain/projection.ts';
import { order } from '../../../projections/order/order.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { sampleEvents } from '../sample-events.ts';
import { readModelRig } from '../read-model-rig.ts';
import { itemsOf } from '../table-items.ts';

/** The log has more than the generation that is served was told of. */
async function rebuilding(projection: Projection) {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents.slice(0, 20));
  await rig.record(sampleEvents.slice(20, 40), { announced: false });
  await rig.ask({ action: 'start', from: 'store', request: 'a' });
  return rig;
}

describe.each<Projection>([order, sales])('a rollback of $name serves no less than was served', (projection) => {
  test('as soon as what was served before has caught up', async () => {
    const rig = await rebuilding(projection);
    let { record } = await rig.ask({ action: 'status' });
    while (record.building !== undefined) {
      await rig.wait(100);
      ({ record } = await rig.ask({ action: 'advance', forMs: 1 }));
    }
    expect(record.previous).toHaveProperty('behind');
    const shown = await itemsOf(rig.dynamo, 2);
    const answer = await rig.ask({ action: 'rollback' });
    expect(answer.record).toMatchObject({ served: { number: 1 }, previous: { number: 2 } });
    expect(await itemsOf(rig.dynamo, 1)).toEqual(shown);
  });

  test('at once when it has', async () => {
    const rig = await rebuilding(projection);
    const { record } = await rig.finish();
    expect(record.previous).not.toHaveProperty('behind');
    expect(await itemsOf(rig.dynamo, 1)).toEqual(await itemsOf(rig.dynamo, 2));
    const beforeMs = rig.engine.now();
    expect((await rig.ask({ action: 'rollback' })).record).toMatchObject({ served: { number: 1 } });
    expect(rig.engine.now()).toBe(beforeMs);
  });
});
