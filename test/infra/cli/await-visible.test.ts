import { expect, it } from 'vitest';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { awaitVisible, type VisibleModel, type VisibleTables } from '../../../infra/cli/await-visible.ts';
import { fakeTerminal } from './fake-terminal.ts';

const ORDERS = 250;
const expected = new Map(Array.from({ length: ORDERS }, (_, at) => [`order-${at}`, 3]));

/** A read model in which every order's version at a time is as told; counts how many orders are asked for. */
function model(versionAt: (order: number) => number, fold: VisibleModel['fold'] = {}) {
  const counted = { asked: 0 };
  return {
    fold,
    rows: {
      async load(orders: readonly string[]) {
        counted.asked += orders.length;
        return new Map(orders.map((order) => [order, { version: versionAt(numberOf(order)) }]));
      },
    },
    asked: () => counted.asked,
  };
}

const numberOf = (order: string): number => Number(order.slice('order-'.length));

/** The log of every order has entries of these types, as far as an order's has come. */
const TYPES = ['OrderCreated', 'ItemPicked', 'ItemPicked'];

function tables(models: readonly VisibleModel[], lengthAt: (order: number) => number = () => 3): VisibleTables {
  return {
    models,
    async *logOf(order, version) {
      const log = TYPES.slice(0, lengthAt(numberOf(order))).map((type, at) => ({ version: at + 1, event: { type } }));
      yield* log.slice(version) as unknown as LogEntry[];
    },
  };
}

it('reads each order once where everything is there', async () => {
  const order = model(() => 3);
  const seen: number[] = [];
  const options = { terminal: fakeTerminal(), onVisible: (events: number) => void seen.push(events) };
  expect(await awaitVisible(expected, tables([order, model(() => 7)]), options)).toBe(true);
  expect(order.asked()).toBe(ORDERS);
  expect(seen).toEqual([300, 600, 750]);
});

it('waits for the slower of the read models', async () => {
  const terminal = fakeTerminal();
  const slow = model((order) => Math.min(3, Math.floor(terminal.now() / 1_000) - order / 100));
  expect(await awaitVisible(expected, tables([model(() => 3), slow]), { terminal })).toBe(true);
  expect(terminal.now()).toBeGreaterThan(3_000);
});

it('expects of a read model only what it is about, once the log has everything', async () => {
  const terminal = fakeTerminal();
  const creations = model(() => 1, { events: ['OrderCreated'] });
  const growing = () => Math.floor(terminal.now() / 1_000);
  expect(await awaitVisible(expected, tables([creations], growing), { terminal })).toBe(true);
  expect(terminal.now()).toBeGreaterThanOrEqual(3_000);
});

it('waits for a read model that lacks something it is about', async () => {
  const picks = model(() => 2, { events: ['ItemPicked'] });
  const options = { terminal: fakeTerminal(), patienceMs: 10_000 };
  expect(await awaitVisible(expected, tables([picks]), options)).toBe(false);
});

it('gives up when nothing more appears', async () => {
  const terminal = fakeTerminal();
  const stuck = model((order) => (order === 120 ? 2 : 3));
  expect(await awaitVisible(expected, tables([stuck]), { terminal, patienceMs: 10_000 })).toBe(false);
  expect(terminal.now()).toBeLessThan(12_000);
});

it('ends when it is interrupted', async () => {
  const terminal = fakeTerminal();
  terminal.interrupt();
  expect(await awaitVisible(expected, tables([model(() => 0)]), { terminal })).toBe(false);
});
