/** Compares a row with a fresh fold of its order's log. */

import type { LogEntry } from '../../domain/ports/event-store.ts';
import type { Row } from '../../domain/ports/read-model.ts';
import { foldLog, versionAt } from '../../domain/fold-log.ts';
import type { Fold } from '../../domain/projection.ts';
import { keptOf } from '../../domain/row-changes.ts';
import { firstDifference, type Difference } from './first-difference.ts';

/** What there is of a row to be compared. */
export type RowContent = Pick<Row, 'state' | 'added' | 'listed'>;

/** What a row must hold after these events: the whole log up to some version. */
export function freshFold(fold: Fold, order: string, log: readonly LogEntry[]): RowContent {
  const state = foldLog(fold, order, log);
  return { state, ...keptOf(fold, state) };
}

/** The first difference at the row's own version, which the log must have reached; undefined if there is none. */
export function compareRow(fold: Fold, row: Row, log: readonly LogEntry[]): Difference | undefined {
  const known = log.filter(({ version }) => version <= row.version);
  const expected = versionAt(fold, known);
  if (expected !== row.version) return { field: 'version', expected, actual: row.version };
  const { state, added, listed } = row;
  return firstDifference(freshFold(fold, row.order, known), { state, added, listed });
}
