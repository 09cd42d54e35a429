/** The event store read as a whole: every log of every order, a part at a time. */

import type { LogEntry } from './event-store.ts';

export interface LogPage {
  /** Whole logs, each by version, up to the head it had when it was read. */
  readonly logs: ReadonlyMap<string, readonly LogEntry[]>;
  /** Where to go on; absent at the end. */
  readonly cursor?: string;
}

/** Reads are strongly consistent. Every method throws `Unavailable` when the store cannot be reached. */
export interface EventLog {
  /** From the beginning, or from where another page ended. */
  page(cursor: string | undefined): Promise<LogPage>;
  isEmpty(): Promise<boolean>;
  /** About: what was counted lately. */
  size(): Promise<{ readonly events: number; readonly bytes: number }>;
}
