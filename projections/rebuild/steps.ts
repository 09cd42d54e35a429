/** What there is to be done next for a read model's generations, and when. */

import type { Build, ControlRecord, Phase, Removal } from '../../domain/ports/control-records.ts';
import { newestFold, type Projection } from '../../domain/projection.ts';
import { comparePage } from './compare.ts';
import { compareSums } from './compare-sums.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import { drained, followReplay, lagEnded, waitForArchive } from './replay.ts';
import { sweepPage } from './sweep.ts';
import {
  beginning,
  caughtUp,
  flipped,
  givenUp,
  inPhase,
  registered,
  removed,
  retired,
  type BadEnd,
  type Draft,
  type Previous,
} from './transitions.ts';

export interface Step {
  /** When it is due: milliseconds since the epoch. */
  readonly dueMs: number;
  /** Does it. It can be done again: after a crash, or beside another who does the same. Undefined: it has to be waited on. */
  readonly take: () => Promise<Draft | undefined>;
}

/** The differences that a record keeps. */
const DIFFERENCES_KEPT = 20;
/** Sums are read while they change: what differs is looked at again. */
const SUM_ROUNDS = 3;

/**
 * The step to take now, or else the one that is due first; undefined if nothing is left to do. What tidies up comes
 * before the build, which may be long.
 */
export function nextStep(record: ControlRecord, parts: RebuildParts): Step | undefined {
  const { building, previous, removing } = record;
  const steps = [
    ...(previous ? previousSteps(record, previous, parts) : []),
    ...removing.map((removal) => removalStep(record, removal, parts)),
    ...(building ? [buildStep(record, building, parts)] : []),
    ...(isOutdated(record, parts.projection) ? [{ dueMs: 0, take: () => migration(record, parts) }] : []),
  ];
  return steps.find(({ dueMs }) => dueMs <= parts.now()) ?? steps.sort((a, b) => a.dueMs - b.dueMs)[0];
}

function previousSteps(record: ControlRecord, previous: Previous, parts: RebuildParts): Step[] {
  const { untilMs, behind } = previous;
  const retirement: Step = { dueMs: untilMs, take: async () => retired(record, previous, times(parts)) };
  if (behind === undefined) return [retirement];
  const catchUp = async () =>
    caughtUp(record, previous, await sweepPage({ generation: previous, pass: behind }, parts));
  return [retirement, { dueMs: behind.afterMs, take: catchUp }];
}

function buildStep(record: ControlRecord, build: Build, parts: RebuildParts): Step {
  const { phase } = build;
  const into = (next: Phase): Draft => inPhase(record, build, next);
  const giveUp = (end: BadEnd): Draft => givenUp(record, build, { end, ...times(parts) });
  switch (phase.name) {
    case 'barrier': {
      const archive = async () => into(await waitForArchive(parts));
      return {
        dueMs: phase.untilMs,
        take: build.from === 'archive' ? archive : async () => into({ name: 'sweep', ...beginning }),
      };
    }
    case 'lag':
      return { dueMs: phase.untilMs, take: async () => into(await lagEnded(phase, build, parts)) };
    case 'replay':
      return {
        dueMs: 0,
        async take() {
          const next = await followReplay(phase, parts);
          return next && ('result' in next ? giveUp(next) : into(next));
        },
      };
    case 'drain':
      return {
        dueMs: 0,
        take: async () => ((await drained(phase, parts)) ? into({ name: 'sweep', ...beginning }) : undefined),
      };
    case 'sweep':
      return {
        dueMs: 0,
        async take() {
          const pass = await sweepPage({ generation: build, pass: phase }, parts);
          return into(pass.cursor === undefined ? { name: 'compare', ...beginning } : { name: 'sweep', ...pass });
        },
      };
    case 'compare':
      return {
        dueMs: 0,
        async take() {
          const { pass, problems } = await comparePage({ generation: build, pass: phase }, parts);
          if (problems.length > 0) return giveUp(refusal(problems));
          if (pass.cursor !== undefined) return into({ name: 'compare', ...pass });
          return into({ name: 'sums', round: 1, events: pass.events, rows: pass.rows });
        },
      };
    case 'sums':
      return {
        dueMs: 0,
        async take() {
          const problems = await compareSums(parts.projection.name, parts.readModel, build);
          const { events, rows } = phase;
          if (problems.length === 0) return flipped(record, build, { size: { events, rows }, ...times(parts) });
          return phase.round < SUM_ROUNDS ? into({ ...phase, round: phase.round + 1 }) : giveUp(refusal(problems));
        },
      };
  }
}

function refusal(problems: readonly unknown[]): BadEnd {
  return {
    result: 'refused',
    reason: 'It differs from a fresh fold of the log; what was served before still is.',
    differences: problems.slice(0, DIFFERENCES_KEPT),
  };
}

function removalStep(record: ControlRecord, removal: Removal, { readModel, control }: RebuildParts): Step {
  return {
    dueMs: removal.afterMs,
    async take() {
      const cursor = await readModel.remove(removal, removal.cursor);
      if (cursor === undefined) await control.forgetReplayed(record.projection, removal.number);
      return removed(record, removal, cursor);
    },
  };
}

/** Whether no generation has the newest fold, and none that had it was refused or taken back. */
function isOutdated({ building, served, previous, last }: ControlRecord, projection: Projection): boolean {
  const fold = newestFold(projection).version;
  return building === undefined && ![served, previous, last].some((generation) => generation?.fold === fold);
}

async function migration(record: ControlRecord, { projection, log, ...parts }: RebuildParts): Promise<Draft> {
  const { events: total } = await log.size();
  return registered(record, { projection, from: 'store', request: 'newer fold', total }, times(parts));
}

function times({ now, settings: { barrierMs, graceMs } }: Pick<RebuildParts, 'now' | 'settings'>) {
  return { nowMs: now(), barrierMs, graceMs };
}
