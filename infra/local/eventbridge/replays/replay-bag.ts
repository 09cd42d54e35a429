/** The events of the window a replay is at, in the order in which it sends them: at random. */

import type { Context } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { ArchivedEvent } from '../archives/archived-events.ts';

/** More places than a window has events. */
const PLACES = 10 ** 15;

/** The bag of one replay. It lies in the store: a window may hold more than a transaction, or a process, should. */
export interface ReplayBag {
  /** Puts an archived event, given by its key, somewhere into the bag. */
  add(archived: string, event: Pick<ArchivedEvent, 'sequence'>): void;
  /** Takes keys of archived events out; fewer than the limit only if the bag is empty then. */
  draw(limit: number): readonly string[];
}

export function replayBag({ tx, random }: Context, account: string, replay: string): ReplayBag {
  return {
    add(archived, { sequence }) {
      const place = Math.floor(random() * PLACES);
      tx.put(key('events', account, 'replay-bag', replay, place, sequence), archived);
    },
    draw(limit) {
      const drawn = firstEntries(tx, account, replay, limit);
      for (const [entry] of drawn) tx.delete(entry);
      return drawn.map(([, archived]) => archived);
    },
  };
}

function firstEntries(tx: Transaction, account: string, replay: string, limit: number): (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [];
  for (const entry of tx.scan<string>(within('events', account, 'replay-bag', replay))) {
    if (entries.push(entry) >= limit) break;
  }
  return entries;
}
