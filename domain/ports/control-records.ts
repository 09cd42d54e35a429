/** Which generation of each read model is served, which are fed, and how far a rebuild is: the one place that says so. */

import type { Generation } from './read-model.ts';

/** Times are milliseconds since the epoch. */
export interface ControlRecord {
  readonly projection: string;
  /** Counts the writes of the record: each is conditional on the one before it. */
  readonly revision: number;
  /** The highest generation number ever given out. */
  readonly newest: number;
  /** What readers see; absent until the first generation is built. */
  readonly served?: Generation & { readonly sinceMs: number };
  /** Was served before, and is fed until then, so that it can be served again: at once, unless it is `behind`. */
  readonly previous?: Generation & { readonly untilMs: number; readonly behind?: Behind };
  readonly building?: Build;
  /** Not fed any more; their rows go once nobody can still be writing to them. */
  readonly removing: readonly Removal[];
  /** How the last rebuild ended. */
  readonly last?: Outcome;
  /** Who is advancing the rebuild, so that two do not do the same work. */
  readonly lease?: { readonly holder: string; readonly untilMs: number };
}

export type Source = 'archive' | 'store';

/** A generation under construction. */
export interface Build extends Generation {
  readonly from: Source;
  /** Who asked for it. */
  readonly request: string;
  readonly startedMs: number;
  readonly phase: Phase;
  /** Events in the log when it began, about. */
  readonly total: number;
}

export type Phase =
  /** Until every invocation that does not know of the new generation has ended. */
  | { readonly name: 'barrier'; readonly untilMs: number }
  /** Until what was recorded before the barrier's end has arrived in the archive. */
  | { readonly name: 'lag'; readonly fromMs: number; readonly toMs: number; readonly untilMs: number }
  /** The archive's events are on their way to the new generation. */
  | { readonly name: 'replay'; readonly replay: string }
  /** The replay is over; its last events may still be in the queue. */
  | { readonly name: 'drain'; readonly untilMs: number }
  /** Every order is brought up to its head in the log. */
  | ({ readonly name: 'sweep' } & Pass)
  /** Every row is compared with a fresh fold of its log. */
  | ({ readonly name: 'compare' } & Pass)
  /** The sums are compared with the sums of what the rows added. */
  | { readonly name: 'sums'; readonly round: number; readonly events: number; readonly rows: number };

/** How far a pass over the whole log is. */
export interface Pass {
  /** Where to go on in the log; absent at its beginning. */
  readonly cursor?: string;
  readonly events: number;
  /** Of the orders passed, those that have a row. */
  readonly rows: number;
  readonly rowsWritten: number;
}

/**
 * Readers may have seen more of the served generation than there is in this one, which is being brought up to the log:
 * from then on, when nobody goes by the record before the change any more.
 */
export interface Behind extends Pass {
  readonly afterMs: number;
}

export interface Removal extends Generation {
  readonly afterMs: number;
  readonly cursor?: string;
}

export interface Outcome extends Generation {
  /** `refused`: it differed from the log. `failed`: it could not be completed. */
  readonly result: 'served' | 'refused' | 'failed' | 'cancelled' | 'rolled-back';
  readonly from?: Source;
  readonly endedMs: number;
  readonly tookMs?: number;
  /** Events that were folded, and the rows they made. */
  readonly events?: number;
  readonly rows?: number;
  /** Why, for a person. */
  readonly reason?: string;
  /** The first differences, where it was refused. */
  readonly differences?: readonly unknown[];
}

/** Reads are strongly consistent. Every method throws `Unavailable` when the records cannot be reached. */
export interface ControlRecords {
  read(projection: string): Promise<ControlRecord | undefined>;
  /** Puts `next` in the place of `previous`; undefined, and nothing written, if another writer was first. */
  write(previous: ControlRecord | undefined, next: Omit<ControlRecord, 'revision'>): Promise<ControlRecord | undefined>;
  /** Adds to the number of replayed events that a generation was fed: for a progress bar, and so never exact. */
  countReplayed(projection: string, generation: number, events: number): Promise<void>;
  replayed(projection: string, generation: number): Promise<number>;
  /** Forgets that number. */
  forgetReplayed(projection: string, generation: number): Promise<void>;
}
