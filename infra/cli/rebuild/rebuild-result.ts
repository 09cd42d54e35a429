/** What became of a rebuild: what `rebuild --json` tells of each read model. */

import type { ControlRecord, Outcome, Source } from '../../../domain/ports/control-records.ts';
import type { Generation } from '../../../domain/ports/read-model.ts';
import type { AuditProblem } from '../../../projections/audit/problem.ts';

export interface RebuildResult {
  readonly projection: string;
  /** `running`: it goes on without us. `not-started`: see the reason. */
  readonly result: Outcome['result'] | 'running' | 'not-started';
  readonly generation: number | null;
  readonly fold: number | null;
  readonly from: Source;
  readonly seconds: number | null;
  readonly events: number | null;
  readonly rows: number | null;
  readonly reason: string | null;
  readonly differences: readonly AuditProblem[];
}

export function notStarted(projection: string, from: Source, reason: string): RebuildResult {
  return { ...unknown(projection, from), result: 'not-started', reason };
}

/** `reason`: why we do not see to its end. */
export function running(projection: string, from: Source, build: Generation, reason: string | null): RebuildResult {
  return { ...unknown(projection, from, build), result: 'running', reason };
}

/** How the build ended, by a record in which it is under construction no more. */
export function ended(
  { projection, served, previous, last }: ControlRecord,
  from: Source,
  build: Generation,
): RebuildResult {
  const result = unknown(projection, from, build);
  if (last?.number !== build.number) {
    // It is so long ago that another one has ended since.
    const wasServed = [served, previous].some((generation) => generation?.number === build.number);
    return { ...result, result: wasServed ? 'served' : 'failed' };
  }
  return {
    ...result,
    result: last.result,
    seconds: last.tookMs === undefined ? null : last.tookMs / 1000,
    events: last.events ?? null,
    rows: last.rows ?? null,
    reason: last.reason ?? null,
    differences: (last.differences ?? []) as readonly AuditProblem[],
  };
}

function unknown(projection: string, from: Source, build?: Generation): RebuildResult {
  return {
    projection,
    result: 'not-started',
    generation: build?.number ?? null,
    fold: build?.fold ?? null,
    from,
    seconds: null,
    events: null,
    rows: null,
    reason: null,
    differences: [],
  };
}
