/** How far a build is, in words and numbers. */

import type { Build, Phase } from '../../../domain/ports/control-records.ts';
import type { RebuildAnswer } from '../../../projections/rebuild/rebuild-request.ts';

export interface BuildProgress {
  /** What is being done. */
  readonly phase: string;
  /** Events done and to do, in this phase; absent where it is only waited. */
  readonly events?: { readonly done: number; readonly total: number };
  /** Until when it is waited at most: milliseconds since the epoch. */
  readonly untilMs?: number;
}

const PHASES = {
  barrier: 'waiting for projectors',
  lag: 'waiting for the archive',
  replay: 'replaying',
  drain: 'emptying the queue',
  sweep: 'sweeping',
  compare: 'comparing',
  sums: 'comparing sums',
} as const satisfies Record<Phase['name'], string>;

export function describePhase(
  { phase, total }: Build,
  { replayed, toReplay }: Pick<RebuildAnswer, 'replayed' | 'toReplay'>,
): BuildProgress {
  const text = PHASES[phase.name];
  switch (phase.name) {
    case 'barrier':
    case 'lag':
    case 'drain':
      return { phase: text, untilMs: phase.untilMs };
    case 'replay':
      return { phase: text, events: counted(replayed, toReplay) };
    case 'sweep':
    case 'compare':
      return { phase: text, events: counted(phase.events, total) };
    case 'sums':
      return { phase: text };
  }
}

/** The total was counted when the build began: there may be more by now. */
function counted(done: number, total: number) {
  return { done, total: Math.max(done, total) };
}
