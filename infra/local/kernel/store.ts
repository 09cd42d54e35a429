/** The engine's only memory: an ordered key-value store with transactions. Every service keeps its state here. */

import type { Range } from './tuple-key.ts';

/** What a key may hold: anything JSON can say, or bytes. */
export type Value = unknown;

/** Reads and writes that take effect together, or not at all. Values come back as copies, but for `getShared`. */
export interface Transaction {
  get<T>(key: string): T | undefined;
  /** As `get`, for what is read far more often than written: readers share one value, which is frozen. Not for bytes. */
  getShared<T>(key: string): T | undefined;
  put(key: string, value: Value): void;
  delete(key: string): void;
  /** Entries in key order (or reversed), read lazily; entries written ahead of the cursor meanwhile are seen. */
  scan<T>(range: Range, options?: { readonly reverse?: boolean }): Iterable<readonly [key: string, value: T]>;
  /** The first keys of a range, in order: cheap where values are large. */
  keys(range: Range, limit: number): string[];
}

export interface Store {
  /** Runs `work`; if it throws, nothing has happened. Transactions take effect, and become durable, in their order. */
  transaction<T>(work: (tx: Transaction) => T): T;
  /** Calls `done` once all that was done so far survives a killed process: at once, or a moment later. */
  afterCommit(done: () => void): void;
  close(): void;
}
