/** Waits until events that were published can be seen in the read models. */

import type { Terminal } from './terminal.ts';

/** As much of a read model as it takes to see how far it is. */
export interface VisibleRows {
  load(orders: readonly string[]): Promise<ReadonlyMap<string, { readonly version: number }>>;
}

export interface AwaitVisibleOptions {
  readonly terminal: Pick<Terminal, 'now' | 'sleep' | 'interrupted'>;
  /** Told how many events are visible, as their orders are complete. */
  readonly onVisible?: (events: number) => void;
  /** How long nothing may happen before it gives up, in milliseconds; default two minutes. */
  readonly patienceMs?: number;
}

const POLL_MS = 500;
const ORDERS_AT_ONCE = 100;

/**
 * Resolves to true when each order's row in each read model has a version of at least the number of events expected of
 * it; to false when nothing more appears. It asks for a hundred orders at a time and goes on when all are there, so an
 * order is rarely read twice.
 */
export async function awaitVisible(
  eventsPerOrder: ReadonlyMap<string, number>,
  models: readonly VisibleRows[],
  { terminal, onVisible = () => undefined, patienceMs = 120_000 }: AwaitVisibleOptions,
): Promise<boolean> {
  let pending: Expected[] = [...eventsPerOrder];
  let visible = 0;
  let lastNews = terminal.now();
  while (pending.length > 0) {
    const asked = pending.slice(0, ORDERS_AT_ONCE);
    const missing = await notYet(asked, models);
    if (missing.length < asked.length) {
      lastNews = terminal.now();
      visible += eventsIn(asked) - eventsIn(missing);
      onVisible(visible);
    } else if (terminal.interrupted.aborted || terminal.now() - lastNews > patienceMs) {
      return false;
    }
    pending = [...missing, ...pending.slice(ORDERS_AT_ONCE)];
    if (missing.length > 0) await terminal.sleep(POLL_MS);
  }
  return true;
}

type Expected = readonly [order: string, events: number];

async function notYet(asked: readonly Expected[], models: readonly VisibleRows[]): Promise<Expected[]> {
  const orders = asked.map(([order]) => order);
  const rows = await Promise.all(models.map((model) => model.load(orders)));
  return asked.filter(([order, events]) => rows.some((byOrder) => (byOrder.get(order)?.version ?? 0) < events));
}

function eventsIn(expected: readonly Expected[]): number {
  return expected.reduce((sum, [, events]) => sum + events, 0);
}
