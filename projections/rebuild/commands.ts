/** What may be asked of a read model's rebuild, beside going on with it: to start, to cancel, to roll back. */

import type { ControlRecord, Source } from '../../domain/ports/control-records.ts';
import { begin } from './begin.ts';
import { catchUp } from './catch-up.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import { givenUp, registered, rolledBack, type Draft } from './transitions.ts';

/** The record as it is afterwards; with a refusal, in a sentence, where it is as it was before. */
export interface Answer {
  readonly record: ControlRecord;
  readonly refusal?: string;
}

/** Registers a new generation, from when on live events are fed to it. `request` again is no second rebuild. */
export function start(parts: RebuildParts, from: Source, request: string): Promise<Answer> {
  const { projection, log, replays, now, settings } = parts;
  return decided(parts, async (record) => {
    if (record.building?.request === request) return undefined;
    if (record.building !== undefined) return `A rebuild of ${projection.name} is under way already.`;
    const { events: total } = from === 'archive' ? await replays.archive() : await log.size();
    const registration = { projection, from, request, total };
    return registered(record, registration, { nowMs: now(), barrierMs: settings.barrierMs });
  });
}

/** Gives up the generation under construction, at whatever step it is. */
export function cancel(parts: RebuildParts): Promise<Answer> {
  const { projection, replays, now, settings } = parts;
  return decided(parts, async (record) => {
    const { building } = record;
    if (building === undefined) return `No rebuild of ${projection.name} is under way.`;
    if (building.phase.name === 'replay') await replays.cancel(building.phase.replay);
    const end = { result: 'cancelled', reason: 'It was cancelled.' } as const;
    return givenUp(record, building, { end, nowMs: now(), barrierMs: settings.barrierMs });
  });
}

/**
 * Serves the generation again that was served before: at once, or if it is still behind, as soon as it has all that
 * readers may have seen in the other.
 */
export function rollback(parts: RebuildParts): Promise<Answer> {
  const { projection, now, wait } = parts;
  const { barrierMs, graceMs } = parts.settings;
  let caughtUpSinceMs: number | undefined;
  return decided(parts, async (record) => {
    const { served, previous } = record;
    if (served === undefined || previous === undefined) return `${projection.name} has no earlier generation to serve.`;
    if (previous.behind !== undefined && caughtUpSinceMs !== served.sinceMs) {
      await wait(Math.max(0, previous.behind.afterMs - now()));
      await catchUp(previous, parts);
      caughtUpSinceMs = served.sinceMs;
    }
    return rolledBack(record, { served, previous }, { nowMs: now(), barrierMs, graceMs });
  });
}

/** Decides by the newest record, again and again until nobody else was first. A text is a refusal. */
async function decided(
  parts: RebuildParts,
  decide: (record: ControlRecord) => Promise<Draft | string | undefined>,
): Promise<Answer> {
  for (;;) {
    const record = await begin(parts);
    const decision = await decide(record);
    if (decision === undefined) return { record };
    if (typeof decision === 'string') return { record, refusal: decision };
    const written = await parts.control.write(record, decision);
    if (written !== undefined) return { record: written };
  }
}
