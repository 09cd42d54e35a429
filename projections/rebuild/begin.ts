/** Gives a read model its first control record. */

import type { ControlRecord, ControlRecords } from '../../domain/ports/control-records.ts';
import type { EventLog } from '../../domain/ports/event-log.ts';
import type { Projection } from '../../domain/projection.ts';
import { registered, servedAtOnce } from './transitions.ts';

export interface BeginParts {
  readonly projection: Projection;
  readonly control: ControlRecords;
  readonly log: Pick<EventLog, 'isEmpty'>;
  readonly now: () => number;
  readonly settings: { readonly barrierMs: number };
}

/**
 * Where nothing was ever recorded, the first generation is served at once: every event there will be is still to come,
 * and every projector goes by the record. Else it is built as any other. The record may be another's, who was first.
 */
export async function begin({ projection, control, log, now, settings }: BeginParts): Promise<ControlRecord> {
  const known = await control.read(projection.name);
  if (known !== undefined) return known;
  const first = (await log.isEmpty())
    ? servedAtOnce(projection, now())
    : registered(
        undefined,
        { projection, from: 'store', request: 'first', total: 0 },
        { nowMs: now(), barrierMs: settings.barrierMs },
      );
  const written = (await control.write(undefined, first)) ?? (await control.read(projection.name));
  if (written === undefined) throw new Error(`the control record of ${projection.name} came and went`);
  return written;
}
