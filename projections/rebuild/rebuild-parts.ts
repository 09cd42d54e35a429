/** What a rebuild needs, and the times it keeps to. */

import type { ControlRecords } from '../../domain/ports/control-records.ts';
import type { EventLog } from '../../domain/ports/event-log.ts';
import type { EventStore } from '../../domain/ports/event-store.ts';
import type { ReadModel } from '../../domain/ports/read-model.ts';
import type { Replays } from '../../domain/ports/replays.ts';
import type { Projection } from '../../domain/projection.ts';
import type { BringUpParts } from '../projector/bring-up.ts';

export interface RebuildSettings {
  /**
   * After this long nobody writes any more by a control record that has changed since: longer than a record is gone by
   * (`controlGoodForMs`) and a write takes.
   */
  readonly barrierMs: number;
  readonly controlGoodForMs: number;
  /** How long an event may take to arrive in the archive. */
  readonly archiveLagMs: number;
  /** How long the generation that was served before is kept up. */
  readonly graceMs: number;
  /** How fast the log is read, at most. */
  readonly eventsPerSecond: number;
}

export interface RebuildParts extends BringUpParts {
  readonly projection: Projection;
  readonly control: ControlRecords;
  readonly readModel: ReadModel;
  readonly log: EventLog;
  readonly store: Pick<EventStore, 'after'>;
  readonly replays: Replays;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly settings: RebuildSettings;
}
