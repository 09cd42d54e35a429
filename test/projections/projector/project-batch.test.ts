import { describe, expect, test } from 'vitest';
import type { ControlRecord } from '../../../domain/ports/control-records.ts';
import type { Generation, Row } from '../../../domain/ports/read-model.ts';
import type { Fold } from '../../../domain/projection.ts';
import { projectBatch, type Delivery, type ProjectorParts } from '../../../projections/projector/project-batch.ts';

const fold: Fold<readonly string[]> = {
  version: 1,
  initial: () => [],
  evolve: (known, { id }) => [...known, id],
};

/** Three generations: 1 was served, 2 is, 3 is under construction. */
const record: ControlRecord = {
  projection: 'demo',
  revision: 1,
  newest: 3,
  served: { number: 2, fold: 1, sinceMs: 0 },
  previous: { number: 1, fold: 1, untilMs: 999 },
  building: {
    number: 3,
    fold: 1,
    from: 'store',
    request: 'a',
    startedMs: 0,
    total: 0,
    phase: { name: 'barrier', untilMs: 0 },
  },
  removing: [],
};

interface World {
  readonly log?: number;
  /** What a save does instead of saving. */
  readonly onSave?: (generation: Generation, world: { nowMs: number }) => boolean | undefined;
  /** The control record at each reading; the last stands for all later ones. */
  readonly records?: readonly ControlRecord[];
  /** How long each look at the clock takes. */
  readonly lookMs?: number;
}

/** A projector over tables in memory; it goes by a control record for 10 ms. */
function projector({ log = 0, onSave, records = [record], lookMs = 0 }: World = {}) {
  const world = { nowMs: 0 };
  const rows = new Map<string, Row>();
  const saves: string[] = [];
  const counted: string[] = [];
  let reads = 0;
  const parts = {
    projection: { name: 'demo', folds: [fold] },
    control: {
      read: async () => records[Math.min((reads += 1), records.length) - 1],
      countReplayed: async (_: string, generation: number, events: number) =>
        void counted.push(`${generation}: ${events}`),
    },
    readModel: {
      rows: (generation: Generation) => ({
        load: async (orders: readonly string[]) =>
          new Map(
            orders.flatMap((one) =>
              [rows.get(`${generation.number} ${one}`)].flatMap((row) => (row ? [[one, row] as const] : [])),
            ),
          ),
        loadNewest: async (order: string) => rows.get(`${generation.number} ${order}`),
        async save(_: unknown, next: Pick<Row, 'order' | 'version' | 'state'>) {
          const instead = onSave?.(generation, world);
          if (instead !== undefined) return instead;
          saves.push(`${generation.number}: ${next.order} ${next.version}`);
          rows.set(`${generation.number} ${next.order}`, { ...next, added: {}, listed: {}, part: 0 });
          return true;
        },
      }),
    },
    store: {
      async *after(order: string, version: number) {
        for (let at = version + 1; at <= log; at += 1) {
          yield { order, version: at, event: { id: `e-${at}` }, recordedTime: '', identities: new Uint8Array() };
        }
      },
    },
    begin: () => Promise.reject(new Error('there is a record')),
    now: () => (world.nowMs += lookMs),
    random: () => 0,
    wait: async () => undefined,
    controlGoodForMs: 10,
  } as unknown as ProjectorParts;
  return {
    saves,
    counted,
    reads: () => reads,
    state: (generation: number, order: string) => rows.get(`${generation} ${order}`)?.state,
    project: (...deliveries: readonly Delivery[]) => projectBatch(deliveries, parts),
  };
}

function live(order: string, sequence: number): Delivery {
  const event = { id: `e-${sequence}`, subject: order, sequence, recordedtime: '', dataschema: '' };
  return { deliveryId: `${order}-${sequence}`, event: event as Delivery['event'], replayed: false };
}

const replayed = (order: string, sequence: number): Delivery => ({ ...live(order, sequence), replayed: true });

describe('a live event', () => {
  test('goes to what is under construction first, then to what was served, then to what is', async () => {
    const { project, saves } = projector();
    expect(await project(live('a', 1))).toEqual({ orders: 1, rowsWritten: 3, failed: [] });
    expect(saves).toEqual(['3: a 1', '1: a 1', '2: a 1']);
  });

  test('that one of them does not take is not given to the served one, and comes again', async () => {
    for (const broken of [3, 1]) {
      const onSave = ({ number }: Generation): undefined => {
        if (number === broken) throw new Error('broken');
      };
      const { project, saves } = projector({ onSave });
      expect(await project(live('a', 1), live('a', 2), live('b', 1))).toMatchObject({
        failed: ['a-1', 'a-2', 'b-1'],
        cause: { message: 'broken' },
      });
      expect(saves.filter((save) => save.startsWith('2'))).toEqual([]);
    }
  });

  test('of one order that fails leaves the others as they are', async () => {
    let first = true;
    const onSave = (): undefined => {
      if (!first) return;
      first = false;
      throw new Error('broken');
    };
    const { project, state } = projector({ onSave });
    const { failed, rowsWritten } = await project(live('a', 1), live('b', 1));
    expect(failed).toEqual(['a-1']);
    expect(rowsWritten).toBe(3);
    expect([1, 2, 3].map((generation) => state(generation, 'b'))).toEqual([['e-1'], ['e-1'], ['e-1']]);
  });

  test('in whatever order is folded by version, once', async () => {
    const { project, state, saves } = projector();
    await project(live('a', 2), live('a', 1), live('a', 2));
    expect(state(2, 'a')).toEqual(['e-1', 'e-2']);
    expect(await project(live('a', 1))).toMatchObject({ rowsWritten: 0, failed: [] });
    expect(saves).toHaveLength(3);
  });

  test('from further on has the log read, once for all generations', async () => {
    const { project, state } = projector({ log: 5 });
    await project(live('a', 4));
    for (const generation of [1, 2, 3]) expect(state(generation, 'a')).toEqual([1, 2, 3, 4, 5].map((at) => `e-${at}`));
  });
});

describe('a replayed event', () => {
  test('goes only to what is under construction, and is counted there', async () => {
    const { project, saves, counted } = projector();
    await project(replayed('a', 1), replayed('b', 1));
    expect(saves).toEqual(['3: a 1', '3: b 1']);
    expect(counted).toEqual(['3: 2']);
  });

  test('goes nowhere where nothing is under construction', async () => {
    const rested = { ...record, building: undefined } as unknown as ControlRecord;
    const { project, saves, counted } = projector({ records: [rested] });
    expect(await project(replayed('a', 1))).toEqual({ orders: 1, rowsWritten: 0, failed: [] });
    expect([...saves, ...counted]).toEqual([]);
  });

  test('beside live ones of the same order goes its own way', async () => {
    const { project, state } = projector();
    await project(live('a', 1), replayed('a', 2), live('a', 2));
    expect([1, 2, 3].map((generation) => state(generation, 'a'))).toEqual([1, 2, 3].map(() => ['e-1', 'e-2']));
  });
});

describe('the control record', () => {
  test('is read once for a batch', async () => {
    const { project, reads } = projector();
    await project(...['a', 'b', 'c'].map((order) => live(order, 1)));
    expect(reads()).toBe(1);
  });

  test('that has become too old is read again before anything more is written', async () => {
    const alone = { ...record, building: undefined, previous: undefined } as unknown as ControlRecord;
    // The first write takes so long that the record is too old afterwards; by then a build has begun.
    let isFirst = true;
    const onSave = (_generation: Generation, world: { nowMs: number }): undefined => {
      if (isFirst) world.nowMs += 11;
      isFirst = false;
    };
    const orders = Array.from({ length: 40 }, (_, at) => `order-${at}`);
    const { project, saves, reads } = projector({ onSave, records: [alone, record] });
    expect(await project(...orders.map((order) => live(order, 1)))).toMatchObject({ failed: [] });
    expect(reads()).toBe(2);
    const onlyServed = orders.filter((order) => !saves.includes(`3: ${order} 1`));
    // Those whose writes were under way by then, at most.
    expect(onlyServed.length).toBeLessThanOrEqual(16);
    expect(saves.filter((save) => save.startsWith('2'))).toHaveLength(40);
  });

  test('that is always too old fails the delivery instead of being gone by', async () => {
    const { project, saves } = projector({ lookMs: 11 });
    expect(await project(live('a', 1))).toMatchObject({
      failed: ['a-1'],
      cause: { message: 'the control record is too old to go by' },
    });
    expect(saves).toEqual([]);
  });
});
