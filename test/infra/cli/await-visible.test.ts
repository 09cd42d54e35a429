import { expect, it } from 'vitest';
import { awaitVisible, type VisibleRows } from '../../../infra/cli/await-visible.ts';
import { fakeTerminal } from './fake-terminal.ts';

const ORDERS = 250;
const expected = new Map(Array.from({ length: ORDERS }, (_, at) => [`order-${at}`, 3]));

/** A read model in which every order's version at a time is as told; counts how many orders are asked for. */
function model(versionAt: (order: number) => number): VisibleRows & { asked: number } {
  return {
    asked: 0,
    async load(orders) {
      this.asked += orders.length;
      return new Map(orders.map((order) => [order, { version: versionAt(Number(order.slice('order-'.length))) }]));
    },
  };
}

it('reads each order once where everything is there', async () => {
  const order = model(() => 3);
  const seen: number[] = [];
  const options = { terminal: fakeTerminal(), onVisible: (events: number) => void seen.push(events) };
  expect(await awaitVisible(expected, [order, model(() => 7)], options)).toBe(true);
  expect(order.asked).toBe(ORDERS);
  expect(seen).toEqual([300, 600, 750]);
});

it('waits for the slower of the read models', async () => {
  const terminal = fakeTerminal();
  const slow = model((order) => Math.min(3, Math.floor(terminal.now() / 1_000) - order / 100));
  expect(await awaitVisible(expected, [model(() => 3), slow], { terminal })).toBe(true);
  expect(terminal.now()).toBeGreaterThan(3_000);
});

it('gives up when nothing more appears', async () => {
  const terminal = fakeTerminal();
  const stuck = model((order) => (order === 120 ? 2 : 3));
  expect(await awaitVisible(expected, [stuck], { terminal, patienceMs: 10_000 })).toBe(false);
  expect(terminal.now()).toBeLessThan(12_000);
});

it('ends when it is interrupted', async () => {
  const terminal = fakeTerminal();
  terminal.interrupt();
  expect(await awaitVisible(expected, [model(() => 0)], { terminal })).toBe(false);
});
