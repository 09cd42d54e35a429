/** Which generations a read model has, how far the next one is, and how the last one ended. */

import type { Build, ControlRecord, Outcome } from '../../../domain/ports/control-records.ts';
import type { RebuildAnswer } from '../../../projections/rebuild/rebuild-request.ts';
import { problemLine } from '../problem-line.ts';
import type { AuditProblem } from '../../../projections/audit/problem.ts';
import { describePhase } from './describe-phase.ts';

/** What `rebuild status --json` tells of each read model; times are RFC 3339. */
export function statusDocument(answer: RebuildAnswer) {
  const { projection, served, previous, building, last, removing } = answer.record;
  return {
    projection,
    served: served ? { generation: served.number, fold: served.fold, since: time(served.sinceMs) } : null,
    previous: previous ? previousDocument(previous) : null,
    building: building ? buildDocument(building, answer) : null,
    removing: removing.map(({ number }) => number),
    last: last ? lastDocument(last) : null,
  };
}

function previousDocument({ number, fold, untilMs, behind }: NonNullable<ControlRecord['previous']>) {
  return { generation: number, fold, until: time(untilMs), caughtUp: behind === undefined };
}

function buildDocument(building: Build, answer: RebuildAnswer) {
  const { phase, events } = describePhase(building, answer);
  return {
    generation: building.number,
    fold: building.fold,
    from: building.from,
    started: time(building.startedMs),
    phase,
    done: events?.done ?? null,
    total: events?.total ?? null,
  };
}

function lastDocument({ number, fold, result, from, endedMs, tookMs, events, rows, reason, differences }: Outcome) {
  return {
    generation: number,
    fold,
    result,
    from: from ?? null,
    ended: time(endedMs),
    seconds: tookMs === undefined ? null : tookMs / 1000,
    events: events ?? null,
    rows: rows ?? null,
    reason: reason ?? null,
    differences: (differences ?? []) as readonly AuditProblem[],
  };
}

type Status = ReturnType<typeof statusDocument>;

/** A few lines. */
export function describeStatus({ projection, served, previous, building, removing, last }: Status): string {
  const lines = [
    served
      ? `${projection}: generation ${served.generation} (fold ${served.fold}) is served since ${served.since}`
      : `${projection}: no generation is served yet`,
    ...(previous
      ? [
          `  before: generation ${previous.generation} (fold ${previous.fold}); can be rolled back to ` +
            `${previous.caughtUp ? 'at once' : 'as soon as it has caught up'}, at least until ${previous.until}`,
        ]
      : []),
    ...(building ? [`  next: ${describeBuild(building)}`] : []),
    ...(removing.length > 0 ? [`  being removed: generation ${removing.join(', ')}`] : []),
    ...(last ? [`  last: ${describeLast(last)}`, ...last.differences.map((one) => `    ${problemLine(one)}`)] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function describeBuild({ generation, fold, from, phase, done, total, started }: NonNullable<Status['building']>) {
  const far =
    done === null || total === null ? '' : ` ${done.toLocaleString('en')} of ${total.toLocaleString('en')} events`;
  return `generation ${generation} (fold ${fold}) from the ${from}, since ${started}: ${phase}${far}`;
}

const ENDS: Readonly<Record<Outcome['result'], string>> = {
  served: 'was put in service',
  refused: 'was refused',
  failed: 'failed',
  cancelled: 'was cancelled',
  'rolled-back': 'was rolled back',
};

function describeLast({ generation, fold, result, ended, seconds, reason }: NonNullable<Status['last']>): string {
  const took = seconds === null ? '' : ` after ${seconds.toFixed(1)} s`;
  const why = reason === null || result === 'cancelled' ? '' : `: ${reason}`;
  return `generation ${generation} (fold ${fold}) ${ENDS[result]} on ${ended}${took}${why}`;
}

/** To the second. */
function time(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
