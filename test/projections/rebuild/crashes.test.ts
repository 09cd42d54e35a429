import { describe, expect, test } from 'vitest';
import type { Source } from '../../../domain/ports/control-records.ts';
import type { RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import { productDemand } from '../../../projections/product-demand/product-demand.ts';
import { customerOrders } from '../../../projections/customer-orders/customer-orders.ts';
import type { Projection } from '../../../domain/projection.ts';
import { atCall, never } from '../../infra/aws/crashing-handler.ts';
import { sampleEvents } from '../sample-events.ts';
import { GRACE_MS, readModelRig, type ReadModelRig } from '../read-model-rig.ts';
import { generationsIn, itemsOf } from '../table-items.ts';

const events = sampleEvents.slice(0, 12);
const ADVANCE: RebuildRequest = { action: 'advance', forMs: 50_000 };

async function started(projection: Projection, from: Source): Promise<ReadModelRig> {
  const rig = await readModelRig(projection);
  await rig.ask({ action: 'status' });
  await rig.record(events);
  await rig.ask({ action: 'start', from, request: 'a' });
  return rig;
}

/** The calls that a process makes which is asked and does not die. */
async function callsOf(make: () => Promise<ReadModelRig>, request: RebuildRequest): Promise<number> {
  const { calls, died } = await (await make()).askUntil(never, request);
  expect(died).toBe(false);
  return calls;
}

describe.each([
  { projection: productDemand, from: 'archive' },
  { projection: customerOrders, from: 'store' },
] as const)('the rebuild of $projection.name from the $from', ({ projection, from }) => {
  test.each([
    ['before a call arrives', false],
    ['before the answer to a call comes', true],
  ])('goes on where its process dies %s, whichever call that is', async (_, arrives) => {
    const make = (): Promise<ReadModelRig> => started(projection, from);
    const expected = await itemsOf((await make()).dynamo, 1);
    const calls = await callsOf(make, ADVANCE);
    expect(calls).toBeGreaterThan(15);
    for (let call = 1; call <= calls; call += 1) {
      const rig = await make();
      expect(await rig.askUntil(atCall(call, arrives), ADVANCE), `call ${call}`).toEqual({
        calls: expect.any(Number) as number,
        died: true,
      });
      const { record } = await rig.finish();
      expect(record, `call ${call}`).toMatchObject({ served: { number: 2 }, last: { result: 'served' } });
      expect(await itemsOf(rig.dynamo, 2), `call ${call}`).toEqual(expected);
      expect(await itemsOf(rig.dynamo, 1), `call ${call}`).toEqual(expected);
    }
  });
});

test.each([false, true])(
  'the removal of an old generation goes on where its process dies (arrives: %s)',
  async (arrives) => {
    const make = async (): Promise<ReadModelRig> => {
      const rig = await started(customerOrders, 'store');
      await rig.finish();
      await rig.wait(GRACE_MS);
      return rig;
    };
    const calls = await callsOf(make, ADVANCE);
    expect(calls).toBeGreaterThan(5);
    for (let call = 1; call <= calls; call += 1) {
      const rig = await make();
      const expected = await itemsOf(rig.dynamo, 2);
      expect((await rig.askUntil(atCall(call, arrives), ADVANCE)).died).toBe(true);
      await rig.wait(60_000);
      await rig.finish();
      expect(await generationsIn(rig.dynamo), `call ${call}`).toEqual([2]);
      expect(await itemsOf(rig.dynamo, 2), `call ${call}`).toEqual(expected);
      const { record } = await rig.ask({ action: 'status' });
      expect(record, `call ${call}`).toMatchObject({ served: { number: 2 }, removing: [] });
    }
  },
);

const COMMANDS: readonly RebuildRequest[] = [
  { action: 'status' },
  { action: 'start', from: 'archive', request: 'b' },
  { action: 'cancel' },
  { action: 'rollback' },
];

test.each(COMMANDS)(
  'a process that dies while it is asked to $action leaves what can be asked again',
  async (request) => {
    const make = async (): Promise<ReadModelRig> => {
      const rig = await readModelRig(productDemand);
      await rig.record(events);
      if (request.action === 'status') return rig;
      await rig.finish();
      await rig.ask({ action: 'start', from: 'archive', request: 'a' });
      if (request.action === 'cancel') await rig.ask({ action: 'advance', forMs: 2_500 });
      else await rig.finish();
      return rig;
    };
    const whole = await make();
    await whole.ask(request);
    await whole.finish();
    const { served } = (await whole.ask({ action: 'status' })).record;
    const calls = await callsOf(make, request);
    for (let call = 1; call <= calls; call += 1) {
      for (const arrives of [false, true]) {
        const rig = await make();
        const { record: before } = await rig.ask({ action: 'status' });
        await rig.askUntil(atCall(call, arrives), request);
        const { record: after } = await rig.ask({ action: 'status' });
        // A roll back that was done need not be asked again: that would take it back.
        const isDone = request.action === 'rollback' && after.served?.number !== before.served?.number;
        if (!isDone) await rig.ask(request);
        const { record } = await rig.finish();
        expect(record.served?.number, `call ${call}`).toBe(served?.number);
        expect(await itemsOf(rig.dynamo, served?.number ?? 0)).not.toEqual([]);
      }
    }
  },
);
