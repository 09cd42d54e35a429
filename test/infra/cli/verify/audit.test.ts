import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../../domain/ports/event-store.ts';
import type { Row } from '../../../../domain/ports/read-model.ts';
import type { Listings } from '../../../../domain/projection.ts';
import { audit, auditSample, type AuditParts } from '../../../../infra/cli/verify/audit.ts';
import { firstDifference } from '../../../../projections/audit/first-difference.ts';
import type { AuditProblem } from '../../../../projections/audit/problem.ts';
import { seededRandom } from '../../local/test-engine.ts';

/** An entry whose event says only its version. */
function entry(order: string, version: number, type = 'T'): LogEntry {
  const event = {
    id: `${order}-${version}`,
    source: 's',
    type,
    subject: order,
    time: '',
    dataschema: '',
    data: {},
  };
  return { order, version, event, recordedTime: '', identities: new Uint8Array() };
}

/** The entries of an order's log from version 1 on. */
function log(order: string, versions: number): LogEntry[] {
  return Array.from({ length: versions }, (_, at) => entry(order, at + 1));
}

interface Scene {
  readonly log: readonly LogEntry[];
  readonly rows: Readonly<Record<string, Row>>;
  /** What the store holds by the time a log is read again. */
  readonly later?: readonly LogEntry[];
  readonly listings?: Listings;
  readonly sums?: readonly AuditProblem[];
  readonly unbuilt?: readonly string[];
}

/** Of one read model, `ids`, that is about events of type `T` and whose rows hold their ids. */
function partsOf({ log: entries, rows, later = entries, listings = {}, sums = [], unbuilt = [] }: Scene): AuditParts {
  return {
    log: ({ number, of } = { number: 0, of: 1 }) =>
      toAsync(entries.filter(({ order }) => segmentOf(order, of) === number)),
    logOf: (order) => toAsync(later.filter((one) => one.order === order)),
    models: [
      {
        name: 'ids',
        load: async (orders) => new Map(orders.flatMap((order) => (rows[order] ? [[order, rows[order]]] : []))),
        orders: () => toAsync(Object.keys(rows)),
        versionAt: (known) => known.findLast(({ event }) => event.type === 'T')?.version ?? 0,
        compare: ({ version, state }, known) => firstDifference(idsOf(known.slice(0, version)), state),
        compareListings: async ({ listed }) => firstDifference(listed, listings, 'listed'),
        compareSums: async () => sums,
      },
    ],
    unbuilt,
  };
}

const auditing = (scene: Scene) => audit(partsOf(scene));

/** Any number of an order that is the same each time. */
function segmentOf(order: string, of: number): number {
  return [...order].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 0) % of;
}

function idsOf(known: readonly LogEntry[]) {
  return { ids: known.map(({ event }) => event.id) };
}

/** A row that is the fold of the log up to the version. */
function row(order: string, version: number, more: Partial<Row> = {}): Row {
  return { order, version, state: idsOf(log(order, version)), added: {}, listed: {}, part: 0, ...more };
}

const problem = (kind: AuditProblem['kind'], rest: Partial<AuditProblem>) =>
  expect.objectContaining({ kind, projection: 'ids', orderId: 'a', ...rest }) as AuditProblem;

describe('an audit', () => {
  it('finds nothing wrong where every row is the fold of its log', async () => {
    const scene = { log: [...log('a', 2), ...log('b', 3)], rows: { a: row('a', 2), b: row('b', 3) } };
    expect(await auditing(scene)).toEqual({ ok: true, orders: 2, events: 5, problems: [] });
  });

  it('takes many orders', async () => {
    const orders = Array.from({ length: 250 }, (_, at) => `order-${at}`);
    const rows = Object.fromEntries(orders.map((order) => [order, row(order, 2)]));
    expect(await auditing({ log: orders.flatMap((order) => log(order, 2)), rows })).toMatchObject({
      ok: true,
      orders: 250,
    });
  });

  it('expects no row to be up to events that the read model is not about', async () => {
    const scene = { log: [entry('a', 1), entry('a', 2, 'Other'), entry('b', 1, 'Other')], rows: { a: row('a', 1) } };
    expect(await auditing(scene)).toEqual({ ok: true, orders: 2, events: 3, problems: [] });
  });

  it.each<[string, Scene, AuditProblem]>([
    [
      'a hole in a log',
      { log: [entry('a', 1), entry('a', 3)], rows: { a: row('a', 3, { state: { ids: ['a-1', 'a-3'] } }) } },
      problem('gap', { projection: 'log', field: 'version', expected: 2, actual: 3 }),
    ],
    [
      'a log that does not begin at 1',
      { log: [entry('a', 2)], rows: { a: row('a', 2, { state: { ids: ['a-2'] } }) } },
      problem('gap', { projection: 'log', expected: 1, actual: 2 }),
    ],
    ['a missing row', { log: log('a', 2), rows: {} }, problem('missing', { expected: 2, actual: null })],
    ['a row that lags', { log: log('a', 2), rows: { a: row('a', 1) } }, problem('behind', { expected: 2, actual: 1 })],
    [
      'a row with other content',
      { log: log('a', 1), rows: { a: row('a', 1, { state: { ids: ['x'] } }) } },
      problem('different', { field: 'ids', expected: ['a-1'], actual: ['x'] }),
    ],
    [
      'a row ahead of its log',
      { log: log('a', 1), rows: { a: row('a', 2) } },
      problem('different', { field: 'version', expected: 1, actual: 2 }),
    ],
    [
      'a listing that is not there',
      { log: log('a', 1), rows: { a: row('a', 1, { listed: { 'p/s': 'told' } }) } },
      problem('different', { field: 'listed.p/s', expected: 'told', actual: null }),
    ],
    [
      'a read model that was never built',
      { log: [], rows: {}, unbuilt: ['orders'] },
      problem('missing', { projection: 'orders', orderId: null, field: 'generation' }),
    ],
    ['a row without a log', { log: [], rows: { a: row('a', 1) } }, problem('extra', { expected: null, actual: 'a' })],
  ])('finds %s', async (_, scene, expected) => {
    const { ok, problems } = await auditing(scene);
    expect(ok).toBe(false);
    expect(problems).toEqual([expected]);
  });

  it('finds both that a row lags and that it is wrong', async () => {
    const { problems } = await auditing({ log: log('a', 2), rows: { a: row('a', 1, { state: {} }) } });
    expect(problems.map(({ kind }) => kind)).toEqual(['different', 'behind']);
  });

  it('does not mind what was recorded while it read', async () => {
    const rows = { a: row('a', 2), b: row('b', 1) };
    const scene = { log: log('a', 1), later: [...log('a', 2), ...log('b', 1)], rows };
    expect((await auditing(scene)).problems).toEqual([]);
  });

  it('tells what the sums tell', async () => {
    const wrong = problem('different', { orderId: null, field: 'p/s' });
    expect((await auditing({ log: [], rows: {}, sums: [wrong] })).problems).toEqual([wrong]);
  });
});

describe('an audit of some orders', () => {
  const orders = Array.from({ length: 500 }, (_, at) => `order-${at}`);
  const entries = orders.flatMap((order) => log(order, 3));
  const rows = Object.fromEntries(orders.map((order) => [order, row(order, 3)]));
  const sampling = (scene: Scene, sample: number, seed: number) =>
    auditSample(partsOf(scene), { sample, size: scene.log.length, random: seededRandom(seed) });

  it('takes as many as it is told, and their whole logs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.nat(), async (sample, seed) => {
        const result = await sampling({ log: entries, rows }, sample, seed);
        expect(result).toEqual({ ok: true, orders: sample, events: 3 * sample, problems: [] });
      }),
      { numRuns: 50 },
    );
  });

  it('takes all where there are fewer', async () => {
    expect(await sampling({ log: entries, rows }, 10_000, 1)).toMatchObject({ ok: true, orders: 500 });
  });

  it('takes others another time', async () => {
    const broken = { log: entries, rows: { ...rows, 'order-0': row('order-0', 2) } };
    const found = await Promise.all(
      Array.from({ length: 50 }, async (_, seed) => !(await sampling(broken, 50, seed)).ok),
    );
    expect(new Set(found)).toEqual(new Set([true, false]));
  });
});

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
