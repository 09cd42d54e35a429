import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../../domain/ports/event-store.ts';
import { audit, type AuditedRow, type AuditProblem } from '../../../../infra/cli/verify/audit.ts';

/** An entry whose event says only its version. */
function entry(order: string, version: number): LogEntry {
  const event = {
    id: `${order}-${version}`,
    source: 's',
    type: 'T',
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
  readonly rows: Readonly<Record<string, AuditedRow>>;
  /** What the store holds by the time a log is read again. */
  readonly later?: readonly LogEntry[];
}

/** Audits one read model, `ids`, whose rows hold the ids of the events. */
function auditing({ log: entries, rows, later = entries }: Scene) {
  const ids = (known: readonly LogEntry[]): unknown => ({ ids: known.map(({ event }) => event.id) });
  return audit({
    log: () => toAsync(entries),
    logOf: (order) => toAsync(later.filter((one) => one.order === order)),
    models: [
      {
        name: 'ids',
        fold: (_, known) => ids(known),
        load: async (orders) => new Map(orders.flatMap((order) => (rows[order] ? [[order, rows[order]]] : []))),
        orders: () => toAsync(Object.keys(rows)),
      },
    ],
    sums: { add: () => undefined, problems: async () => [] },
  });
}

/** A row that is the fold of the log up to the version. */
function row(order: string, version: number): AuditedRow {
  return { version, content: { ids: log(order, version).map(({ event }) => event.id) } };
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

  it.each<[string, Scene, AuditProblem]>([
    [
      'a hole in a log',
      { log: [entry('a', 1), entry('a', 3)], rows: { a: { version: 3, content: { ids: ['a-1', 'a-3'] } } } },
      problem('gap', { projection: 'log', field: 'version', expected: 2, actual: 3 }),
    ],
    [
      'a log that does not begin at 1',
      { log: [entry('a', 2)], rows: { a: { version: 2, content: { ids: ['a-2'] } } } },
      problem('gap', { projection: 'log', expected: 1, actual: 2 }),
    ],
    ['a missing row', { log: log('a', 2), rows: {} }, problem('missing', { expected: 2, actual: null })],
    ['a row that lags', { log: log('a', 2), rows: { a: row('a', 1) } }, problem('behind', { expected: 2, actual: 1 })],
    [
      'a row with other content',
      { log: log('a', 1), rows: { a: { version: 1, content: { ids: ['x'] } } } },
      problem('different', { field: 'ids', expected: ['a-1'], actual: ['x'] }),
    ],
    [
      'a row ahead of its log',
      { log: log('a', 1), rows: { a: row('a', 2) } },
      problem('different', { field: 'version', expected: 1, actual: 2 }),
    ],
    ['a row without a log', { log: [], rows: { a: row('a', 1) } }, problem('extra', { expected: null, actual: 'a' })],
  ])('finds %s', async (_, scene, expected) => {
    const { ok, problems } = await auditing(scene);
    expect(ok).toBe(false);
    expect(problems).toEqual([expected]);
  });

  it('finds both that a row lags and that it is wrong', async () => {
    const { problems } = await auditing({ log: log('a', 2), rows: { a: { version: 1, content: {} } } });
    expect(problems.map(({ kind }) => kind)).toEqual(['different', 'behind']);
  });

  it('does not mind what was recorded while it read', async () => {
    const rows = { a: row('a', 2), b: row('b', 1) };
    const scene = { log: log('a', 1), later: [...log('a', 2), ...log('b', 1)], rows };
    expect((await auditing(scene)).problems).toEqual([]);
  });
});

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
