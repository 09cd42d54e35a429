/** Waits until events that were published can be seen in the read models. */

import { versionAt } from '../../domain/fold-log.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { Fold } from '../../domain/projection.ts';
import type { Terminal } from './terminal.ts';

/** As much of the read tables as it takes to see how far they are. */
export interface VisibleTables {
  readonly models: readonly VisibleModel[];
  readonly logOf: (order: string, version: number) => AsyncIterable<LogEntry>;
}

export interface VisibleModel {
  readonly fold: Pick<Fold, 'events'>;
  readonly rows: {
    load(orders: readonly string[]): Promise<ReadonlyMap<string, { readonly version: number }>>;
  };
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
 * Resolves to true when the log of each order has at least the number of events expected of it, and each read model has
 * all of them that it is about; to false when nothing more appears. It asks for a hundred orders at a time and goes on
 * when all are there, so an order is rarely read twice.
 */
export async function awaitVisible(
  eventsPerOrder: ReadonlyMap<string, number>,
  tables: VisibleTables,
  { terminal, onVisible = () => undefined, patienceMs = 120_000 }: AwaitVisibleOptions,
): Promise<boolean> {
  let pending: Expected[] = [...eventsPerOrder];
  let visible = 0;
  let lastNews = terminal.now();
  while (pending.length > 0) {
    const asked = pending.slice(0, ORDERS_AT_ONCE);
    const missing = await notYet(asked, tables);
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

async function notYet(asked: readonly Expected[], { models, logOf }: VisibleTables): Promise<Expected[]> {
  const orders = asked.map(([order]) => order);
  const loaded = await Promise.all(models.map(({ rows }) => rows.load(orders)));
  const visible = await Promise.all(
    asked.map(([order, events]) => {
      const states = models.map(({ fold }, at) => ({ fold, version: loaded[at]?.get(order)?.version ?? 0 }));
      return isVisible(states, { events, logAfter: (version) => logOf(order, version) });
    }),
  );
  return asked.filter((_, at) => !visible[at]);
}

interface ModelState {
  readonly fold: Pick<Fold, 'events'>;
  /** Of the order's row; 0 if there is none. */
  readonly version: number;
}

interface ExpectedLog {
  readonly events: number;
  readonly logAfter: (version: number) => AsyncIterable<LogEntry>;
}

/** The log is only read where a row may be behind because nothing more is about it. */
async function isVisible(states: readonly ModelState[], { events, logAfter }: ExpectedLog): Promise<boolean> {
  const behind = states.filter(({ version }) => version < events);
  if (behind.length === 0) return true;
  if (behind.some(({ fold }) => fold.events === undefined)) return false;
  const since = Math.min(...behind.map(({ version }) => version));
  const log = await Array.fromAsync(logAfter(since));
  if (since + log.length < events) return false;
  return behind.every(({ fold, version }) => versionAt(fold, log) <= version);
}

function eventsIn(expected: readonly Expected[]): number {
  return expected.reduce((sum, [, events]) => sum + events, 0);
}
