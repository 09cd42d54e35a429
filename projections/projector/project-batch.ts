/**
 * The projector: brings the rows of a read model up to the events of a batch, whatever order they arrive in.
 *
 * An event already folded is done; the next one is folded; one from further on shows that others are still on their
 * way, and the log itself is read instead of waiting for them.
 */

import type { EventStore } from '../../domain/ports/event-store.ts';
import type { ProjectionRow, ProjectionRows } from '../../domain/ports/projection-rows.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { recordedEvent, type RecordedCloudEvent } from '../../domain/recorded-event.ts';
import { upcast } from '../../domain/upcast.ts';
import { inParallel } from '../in-parallel.ts';

/** One event of a batch, with what to call it when it has to come again. */
export interface Delivery {
  readonly deliveryId: string;
  readonly event: RecordedCloudEvent;
}

export interface ProjectorParts<State, Row extends ProjectionRow<State>> {
  readonly rows: ProjectionRows<Row>;
  readonly store: EventStore;
  readonly initial: (order: string) => State;
  /** Total: it never throws and drops nothing. */
  readonly evolve: (state: State, event: OrderEvent) => State;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export interface ProjectedBatch {
  readonly orders: number;
  readonly rowsWritten: number;
  /** Deliveries that must come again, and why the first of them failed. */
  readonly failed: readonly string[];
  readonly cause?: unknown;
}

const ORDERS_AT_ONCE = 16;
const ATTEMPTS = 8;

export async function projectBatch<State, Row extends ProjectionRow<State>>(
  deliveries: readonly Delivery[],
  parts: ProjectorParts<State, Row>,
): Promise<ProjectedBatch> {
  const byOrder = Map.groupBy(deliveries, ({ event }) => event.subject);
  const loaded = await parts.rows.load([...byOrder.keys()]);
  const failed: string[] = [];
  let rowsWritten = 0;
  let cause: unknown;

  await inParallel(ORDERS_AT_ONCE, [...byOrder], async ([order, group]) => {
    try {
      if (
        await projectOrder(
          order,
          group.map(({ event }) => event),
          loaded.get(order),
          parts,
        )
      )
        rowsWritten += 1;
    } catch (error) {
      cause ??= error;
      failed.push(...group.map(({ deliveryId }) => deliveryId));
    }
  });
  return { orders: byOrder.size, rowsWritten, failed, ...(failed.length > 0 && { cause }) };
}

/** True if a row was written, false if the row had them all. */
async function projectOrder<State, Row extends ProjectionRow<State>>(
  order: string,
  events: readonly RecordedCloudEvent[],
  loaded: Row | undefined,
  { rows, store, initial, evolve, random, wait }: ProjectorParts<State, Row>,
): Promise<boolean> {
  let row = loaded;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const version = row?.version ?? 0;
    const news = await newsAfter(version, order, events, store);
    const newest = news.at(-1);
    if (newest === undefined) return false;
    const next = {
      order,
      version: newest.sequence,
      state: news.map(upcast).reduce(evolve, row?.state ?? initial(order)),
    };
    if (await rows.save(row, next)) return true;
    await wait(random() * 10 * 2 ** attempt);
    row = await rows.loadNewest(order);
  }
  throw new Error(`order ${order}: ${ATTEMPTS} other writers were first`);
}

/** The events after `version`, gapless: those of the batch if they are, else the log's. */
async function newsAfter(
  version: number,
  order: string,
  events: readonly RecordedCloudEvent[],
  store: EventStore,
): Promise<RecordedCloudEvent[]> {
  const bySequence = new Map(
    events.filter((event) => event.sequence > version).map((event) => [event.sequence, event]),
  );
  const news = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  if (news.every((event, at) => event.sequence === version + 1 + at)) return news;
  const entries = await Array.fromAsync(store.after(order, version));
  return entries.map(recordedEvent);
}
