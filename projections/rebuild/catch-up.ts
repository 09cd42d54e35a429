/**
 * Brings the generation that was served before up to the log, so that it can be served again.
 *
 * It is fed every event, and before the served one; but the served one was also built from the log itself, and so may
 * have an event since long before its delivery, or since a delivery that failed halfway.
 */

import type { Generation } from '../../domain/ports/read-model.ts';
import { begin } from './begin.ts';
import { tooSlow } from './pass.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import { sweepPage } from './sweep.ts';
import { beginning } from './transitions.ts';

/** As fast as the log can be read, since somebody waits. Ends early where the generation is not kept up any more. */
export async function catchUp(generation: Generation, parts: RebuildParts): Promise<void> {
  const unpaced = { ...parts, settings: { ...parts.settings, eventsPerSecond: Infinity } };
  for (let pass = beginning; ;) {
    const { previous } = await begin(parts);
    if (previous?.number !== generation.number) return;
    const next = await sweepPage({ generation, pass }, unpaced).catch((error: unknown) => {
      if (error === tooSlow) return pass;
      throw error;
    });
    if (next !== pass && next.cursor === undefined) return;
    pass = next;
  }
}
