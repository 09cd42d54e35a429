/** What a rebuild will take: the figures that it depends on. */

import type { RebuildParts } from './rebuild-parts.ts';
import type { RebuildEstimate } from './rebuild-request.ts';

export async function estimate({ log, replays, settings }: RebuildParts): Promise<RebuildEstimate> {
  const [{ events: archiveEvents }, size] = await Promise.all([replays.archive(), log.size()]);
  const { barrierMs, archiveLagMs, eventsPerSecond } = settings;
  return {
    archiveEvents,
    logEvents: size.events,
    logBytes: size.bytes,
    waitsMs: { archive: barrierMs + archiveLagMs, store: barrierMs },
    eventsPerSecond,
  };
}
