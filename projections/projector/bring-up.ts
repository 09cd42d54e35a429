/** Brings one row of one generation up to the log: what projectors and rebuilds have in common. */

import type { EventStore } from '../../domain/ports/event-store.ts';
import { aboutIn, foldNews } from '../../domain/fold-log.ts';
import type { Row } from '../../domain/ports/read-model.ts';
import { recordedEvent, type RecordedCloudEvent } from '../../domain/recorded-event.ts';
import type { Feed } from './feeds.ts';

export interface BringUpParts {
  readonly store: Pick<EventStore, 'after'>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export interface OrderNews {
  readonly order: string;
  /** Events of the order, in any order, perhaps with gaps. */
  readonly events: readonly RecordedCloudEvent[];
  /** The row as it was loaded; it may be an old one. */
  readonly loaded: Row | undefined;
  /** Asked before every write: throws where the generation may not be written to any more. */
  readonly check: () => void;
}

const ATTEMPTS = 8;

/**
 * Folds the events that the row has not seen. An event from further on shows that others are still on their way, or are
 * not delivered since the fold is not about them: then the log itself is read instead of waiting. True if a row was
 * written, false if it had them all.
 */
export async function bringUp(
  { fold, rows }: Feed,
  { order, events, loaded, check }: OrderNews,
  { store, random, wait }: BringUpParts,
): Promise<boolean> {
  let row = loaded;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const version = row?.version ?? 0;
    const news = aboutIn(fold, await newsAfter(version, { order, events }, store));
    const newest = news.at(-1);
    if (newest === undefined) return false;
    check();
    const state = foldNews(fold, row?.state ?? fold.initial(order), news);
    if (await rows.save(row, { order, version: newest.sequence, state })) return true;
    await wait(random() * 10 * 2 ** attempt);
    row = await rows.loadNewest(order);
  }
  throw new Error(`order ${order}: ${ATTEMPTS} other writers were first`);
}

/** The events after `version`, gapless: those at hand if they are, else the log's. */
export async function newsAfter(
  version: number,
  { order, events }: Pick<OrderNews, 'order' | 'events'>,
  store: Pick<EventStore, 'after'>,
): Promise<RecordedCloudEvent[]> {
  const bySequence = new Map(
    events.filter((event) => event.sequence > version).map((event) => [event.sequence, event]),
  );
  const news = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  if (news.every((event, at) => event.sequence === version + 1 + at)) return news;
  const entries = await Array.fromAsync(store.after(order, version));
  return entries.map(recordedEvent);
}
