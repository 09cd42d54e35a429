import { expect, test } from 'vitest';
import { order } from '../../../projections/order/order.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { sampleEvents } from '../sample-events.ts';
import { readModelRig } from '../read-model-rig.ts';
import { itemsOf } from '../table-items.ts';

test.each([order, sales])('a rollback of $name serves no less than was served', async (projection) => {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(sampleEvents.slice(0, 20));
  await rig.record(sampleEvents.slice(20, 40), { announced: false });
  await rig.ask({ action: 'start', from: 'store', request: 'a' });
  await rig.finish();
  const shown = await itemsOf(rig.dynamo, 2);
  const { record } = await rig.ask({ action: 'rollback' });
  expect(record).toMatchObject({ served: { number: 1 }, previous: { number: 2 } });
  expect(await itemsOf(rig.dynamo, 1)).toEqual(shown);
});
