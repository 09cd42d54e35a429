/** A part of a pass over the whole log, on behalf of one generation. */

import { versionAt } from '../../domain/fold-log.ts';
import type { Pass } from '../../domain/ports/control-records.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { Generation, Row } from '../../domain/ports/read-model.ts';
import { recordedEvent } from '../../domain/recorded-event.ts';
import { inParallel } from '../in-parallel.ts';
import { bringUp } from '../projector/bring-up.ts';
import { feedOf, type Feed } from '../projector/feeds.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** What may be done to the orders of one page. */
export interface Page {
  readonly feed: Feed;
  readonly logs: ReadonlyMap<string, readonly LogEntry[]>;
  /** The rows there are, as new as they can be read. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Brings an order's row up to its log; true if that took a write. */
  bringUp(order: string): Promise<boolean>;
}

export interface PassedPage<Result> {
  /** The pass with this page; without a cursor if it was the last. */
  readonly pass: Pass;
  readonly results: readonly Result[];
}

const ORDERS_AT_ONCE = 16;

/** Reads the next page and works on each of its orders, no faster than the settings say. */
export async function passPage<Result extends { readonly written: boolean }>(
  { generation, pass }: { readonly generation: Generation; readonly pass: Pass },
  parts: RebuildParts,
  work: (order: string, page: Page) => Promise<Result>,
): Promise<PassedPage<Result>> {
  const startedMs = parts.now();
  const { logs, cursor } = await parts.log.page(pass.cursor);
  const feed = feedOf(parts, generation);
  const rows = await feed.rows.load([...logs.keys()], { newest: true });
  const check = (): void => {
    if (parts.now() > startedMs + parts.settings.controlGoodForMs) throw tooSlow;
  };
  const page: Page = {
    feed,
    logs,
    rows,
    bringUp: (order) => {
      const events = (logs.get(order) ?? []).map(recordedEvent);
      return bringUp(feed, { order, events, loaded: rows.get(order), check }, parts);
    },
  };
  const results: Result[] = [];
  await inParallel(ORDERS_AT_ONCE, [...logs.keys()], async (order) => {
    results.push(await work(order, page));
  });
  const events = [...logs.values()].reduce((sum, log) => sum + log.length, 0);
  const rowsDue = [...logs.values()].filter((log) => versionAt(feed.fold, log) > 0).length;
  const pauseMs = startedMs + (events * 1000) / parts.settings.eventsPerSecond - parts.now();
  if (pauseMs > 0) await parts.wait(pauseMs);
  return { pass: grown(pass, cursor, { events, rows: rowsDue, results }), results };
}

/** Whoever cancels a build waits until nobody writes to it any more: so a page must not take longer than that. */
export const tooSlow = new Error('a page took longer than the control record may be gone by');

function grown(
  pass: Pass,
  cursor: string | undefined,
  { events, rows, results }: { events: number; rows: number; results: readonly { readonly written: boolean }[] },
): Pass {
  return {
    events: pass.events + events,
    rows: pass.rows + rows,
    rowsWritten: pass.rowsWritten + results.filter(({ written }) => written).length,
    ...(cursor !== undefined && { cursor }),
  };
}
