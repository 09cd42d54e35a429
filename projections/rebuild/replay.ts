/** The archive's part of a rebuild: its events, replayed to the generation under construction. */

import type { Build, Phase } from '../../domain/ports/control-records.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { BadEnd } from './transitions.ts';

type PhaseNamed<Name extends Phase['name']> = Extract<Phase, { name: Name }>;

/** Event times have the precision of a second, and clocks may differ a little. */
const MARGIN_MS = 60_000;
/** What is left in the queue after that is left to the sweep. */
const DRAIN_MS = 5 * 60_000;

/** The barrier has passed: later events are fed to the new generation by themselves. */
export async function waitForArchive({ replays, now, settings }: RebuildParts): Promise<PhaseNamed<'lag'>> {
  const { sinceMs } = await replays.archive();
  return {
    name: 'lag',
    fromMs: sinceMs - MARGIN_MS,
    toMs: now() + MARGIN_MS,
    untilMs: now() + settings.archiveLagMs,
  };
}

/** Starts the replay. Its name follows from the build: starting it again after a crash starts no second one. */
export async function lagEnded(
  { fromMs, toMs }: PhaseNamed<'lag'>,
  { number, startedMs }: Build,
  { projection, replays }: RebuildParts,
): Promise<PhaseNamed<'replay'>> {
  const name = `${projection.name}-${number}-${startedMs.toString(36)}`;
  await replays.start({ name, fromMs, toMs });
  return { name: 'replay', replay: name };
}

/** What comes after the replay; undefined while it runs. */
export async function followReplay(
  { replay }: PhaseNamed<'replay'>,
  { replays, now }: RebuildParts,
): Promise<Phase | BadEnd | undefined> {
  const found = await replays.find(replay);
  switch (found?.state) {
    case 'running':
      return undefined;
    case 'completed':
      return { name: 'drain', untilMs: now() + DRAIN_MS };
    case 'cancelled':
      return { result: 'cancelled', reason: `The replay ${replay} was cancelled.` };
    case 'failed':
      return { result: 'failed', reason: `The replay ${replay} failed: ${found.reason ?? 'no reason was given'}.` };
    case undefined:
      return { result: 'failed', reason: `There is no replay ${replay} any more.` };
  }
}

export async function drained({ untilMs }: PhaseNamed<'drain'>, { replays, now }: RebuildParts): Promise<boolean> {
  return now() >= untilMs || (await replays.backlog()) === 0;
}
