/** What the rebuild function of a read model is asked, and what it answers: the contract with the CLI and the schedule. */

import type { ControlRecord, Source } from '../../domain/ports/control-records.ts';

export type RebuildRequest =
  /** Goes on with whatever is under way, for so many milliseconds. */
  | { readonly action: 'advance'; readonly forMs: number }
  /** Changes nothing; but where there is no generation yet, the first is served or registered, whatever is asked. */
  | { readonly action: 'status' }
  /** `request` is anything that tells this wish from another: the same twice starts one rebuild. */
  | { readonly action: 'start'; readonly from: Source; readonly request: string }
  | { readonly action: 'cancel' }
  | { readonly action: 'rollback' }
  | { readonly action: 'estimate' };

export interface RebuildAnswer {
  readonly record: ControlRecord;
  /** Replayed events that were fed to the generation under construction, about. */
  readonly replayed: number;
  /** How many there will be of them, about; 0 where nothing is replayed. */
  readonly toReplay: number;
  /** Why it was not done. */
  readonly refusal?: string;
  /** Only for `estimate`. */
  readonly estimate?: RebuildEstimate;
}

export interface RebuildEstimate {
  /** In the archive, and in the log, about. */
  readonly archiveEvents: number;
  readonly logEvents: number;
  readonly logBytes: number;
  /** Milliseconds that have to be waited whatever the number of events. */
  readonly waitsMs: { readonly archive: number; readonly store: number };
  /** How fast the log is read, at most. */
  readonly eventsPerSecond: number;
}
