/** The projector: brings the rows of a read model up to the events of a batch, whatever order they arrive in. */

import type { Row } from '../../domain/ports/read-model.ts';
import type { RecordedCloudEvent } from '../../domain/recorded-event.ts';
import { inParallel } from '../in-parallel.ts';
import { bringUp, newsAfter, type BringUpParts } from './bring-up.ts';
import { feedings, type Feed, type FeedParts, type Feeding, type Kind } from './feeds.ts';

/** One event of a batch, with what to call it when it has to come again. */
export interface Delivery {
  readonly deliveryId: string;
  readonly event: RecordedCloudEvent;
  /** Whether an archive replays it. */
  readonly replayed: boolean;
}

export type ProjectorParts = FeedParts & BringUpParts;

export interface ProjectedBatch {
  readonly orders: number;
  readonly rowsWritten: number;
  /** Deliveries that must come again, and why the first of them failed. */
  readonly failed: readonly string[];
  readonly cause?: unknown;
}

const ORDERS_AT_ONCE = 16;
/** Control records gone by for one order: each is good for longer than an order takes. */
const ATTEMPTS = 5;

/** Throws `Unavailable` where not even the control record can be read. */
export async function projectBatch(deliveries: readonly Delivery[], parts: ProjectorParts): Promise<ProjectedBatch> {
  const { live = [], replayed = [] } = Object.groupBy(deliveries, (one): Kind => (one.replayed ? 'replayed' : 'live'));
  const batches = [await projectKind('live', live, parts), await projectKind('replayed', replayed, parts)];
  const cause = batches.map((batch) => batch.cause).find((one) => one !== undefined);
  return {
    orders: batches.reduce((sum, { orders }) => sum + orders, 0),
    rowsWritten: batches.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
    failed: batches.flatMap(({ failed }) => failed),
    ...(cause !== undefined && { cause }),
  };
}

async function projectKind(
  kind: Kind,
  deliveries: readonly Delivery[],
  parts: ProjectorParts,
): Promise<ProjectedBatch> {
  const byOrder = Map.groupBy(deliveries, ({ event }) => event.subject);
  if (byOrder.size === 0) return { orders: 0, rowsWritten: 0, failed: [] };
  const feeding = feedings(parts, kind);
  const loaded = await loadAll(await feeding(), [...byOrder.keys()]);
  const failed: string[] = [];
  let rowsWritten = 0;
  let cause: unknown;

  await inParallel(ORDERS_AT_ONCE, [...byOrder], async ([order, group]) => {
    const events = group.map(({ event }) => event);
    try {
      const written = await projectOrder({ order, events, loaded }, feeding, parts);
      rowsWritten += written;
    } catch (error) {
      cause ??= error;
      failed.push(...group.map(({ deliveryId }) => deliveryId));
    }
  });
  if (kind === 'replayed') await countReplayed(await feeding(), deliveries.length, parts);
  return { orders: byOrder.size, rowsWritten, failed, ...(failed.length > 0 && { cause }) };
}

async function countReplayed({ feeds }: Feeding, events: number, { control, projection }: FeedParts): Promise<void> {
  for (const { generation } of feeds) await control.countReplayed(projection.name, generation.number, events);
}

/** The rows of the orders, by the number of their generation. */
type Loaded = ReadonlyMap<number, ReadonlyMap<string, Row>>;

async function loadAll({ feeds }: Feeding, orders: readonly string[]): Promise<Loaded> {
  const rows = feeds.map(async (feed) => [feed.generation.number, await feed.rows.load(orders)] as const);
  return new Map(await Promise.all(rows));
}

interface OrderBatch {
  readonly order: string;
  readonly events: readonly RecordedCloudEvent[];
  readonly loaded: Loaded;
}

const outdated = new Error('the control record is too old to go by');

/** The number of rows written. */
async function projectOrder(
  { order, events, loaded }: OrderBatch,
  feeding: () => Promise<Feeding>,
  parts: ProjectorParts,
): Promise<number> {
  let known = new Map([...loaded].map(([generation, rows]) => [generation, rows.get(order)]));
  for (let attempt = 1; ; attempt += 1) {
    const { feeds, isFresh } = await feeding();
    const check = (): void => {
      if (!isFresh()) throw outdated;
    };
    const rows = feeds.map(({ generation }) => known.get(generation.number));
    const lowest = Math.min(...rows.map((row) => row?.version ?? 0));
    // The same for all: were the log read for one alone, it might get ahead of those that came before it.
    const news = await newsAfter(lowest, { order, events }, parts.store);
    try {
      let written = 0;
      for (const [at, feed] of feeds.entries()) {
        if (await bringUp(feed, { order, events: news, loaded: rows[at], check }, parts)) written += 1;
      }
      return written;
    } catch (error) {
      if (error !== outdated || attempt === ATTEMPTS) throw error;
      // Loaded before the control record is read again: on a slow machine its time is just enough for the write.
      known = await newestRows(order, feeds);
    }
  }
}

async function newestRows(order: string, feeds: readonly Feed[]): Promise<Map<number, Row | undefined>> {
  const rows = feeds.map(async ({ generation, rows }) => [generation.number, await rows.loadNewest(order)] as const);
  return new Map(await Promise.all(rows));
}
