/** The rows of a read model: a generation beside another, each built with one fold. */

import type { Fold, Listings } from '../projection.ts';
import type { Sums } from '../sums.ts';
import type { ViewKey } from '../view-key.ts';

/** A read model built from the beginning of the log. */
export interface Generation {
  /** 1 for the first; later ones have higher numbers. */
  readonly number: number;
  /** The version of the fold it is built with. */
  readonly fold: number;
}

/** What a generation knows of an order: the fold of its log up to `version`, the last that the fold is about. */
export interface Row<State = unknown> {
  readonly order: string;
  readonly version: number;
  readonly state: State;
  /** What the sums hold of this order; while a change of many sums is under way, a part of it. */
  readonly added: Sums;
  readonly listed: Listings;
  /** Counts the writes of a change that takes several; 0 when it is complete. */
  readonly part: number;
}

/** Every method throws `Unavailable` when the table cannot be reached. */
export interface GenerationRows<State = unknown> {
  /** The rows there are of these orders; perhaps not the newest, unless told. */
  load(orders: readonly string[], options?: { readonly newest: boolean }): Promise<ReadonlyMap<string, Row<State>>>;
  /** The newest row of an order. */
  loadNewest(order: string): Promise<Row<State> | undefined>;
  /**
   * Replaces `previous` by the row at a later version, with its sums and listings, all at once; false, and nothing
   * written, if another writer was first.
   */
  save(previous: Row<State> | undefined, next: Pick<Row<State>, 'order' | 'version' | 'state'>): Promise<boolean>;
}

export interface ReadModel {
  rows<State>(generation: Generation, fold: Fold<State>): GenerationRows<State>;
  /** Every row of a generation, one after another. */
  everyRow(generation: Generation): AsyncIterable<Row>;
  /** Every sum of a generation, in as many shares as it is sharded. */
  everySum(generation: Generation): AsyncIterable<Sums>;
  /** The listings there are at these keys. */
  listings(generation: Generation, keys: readonly ViewKey[]): Promise<Listings>;
  /** Removes a part of a generation's rows; returns where to go on, or undefined when all are gone. */
  remove(generation: Generation, cursor: string | undefined): Promise<string | undefined>;
}
