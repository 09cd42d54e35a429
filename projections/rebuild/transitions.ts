/** How one control record follows from another: every change a read model's generations can go through. */

import type {
  Build,
  ControlRecord,
  Outcome,
  Pass,
  Phase,
  Removal,
  Source,
} from '../../domain/ports/control-records.ts';
import type { Generation } from '../../domain/ports/read-model.ts';
import { newestFold, type Projection } from '../../domain/projection.ts';

/** The generation that was served before. */
export type Previous = NonNullable<ControlRecord['previous']>;

/** The beginning of a pass over the log. */
export const beginning: Pass = { events: 0, rows: 0, rowsWritten: 0 };

/** A record that is not written yet. */
export type Draft = Omit<ControlRecord, 'revision'>;

/** A read model of a log without events is complete as it is. */
export function servedAtOnce(projection: Projection, nowMs: number): Draft {
  const first = { number: 1, fold: newestFold(projection).version };
  return { projection: projection.name, newest: 1, served: { ...first, sinceMs: nowMs }, removing: [] };
}

export interface Registration {
  readonly projection: Projection;
  readonly from: Source;
  /** Who asked, so that asking again is no second rebuild. */
  readonly request: string;
  readonly total: number;
}

/** With a generation under construction: from now on live events are fed to it as well. */
export function registered(
  record: ControlRecord | undefined,
  { projection, from, request, total }: Registration,
  { nowMs, barrierMs }: { readonly nowMs: number; readonly barrierMs: number },
): Draft {
  const number = (record?.newest ?? 0) + 1;
  const building: Build = {
    number,
    fold: newestFold(projection).version,
    from,
    request,
    startedMs: nowMs,
    total,
    phase: { name: 'barrier', untilMs: nowMs + barrierMs },
  };
  return { removing: [], ...record, projection: projection.name, newest: number, building };
}

export function inPhase(record: ControlRecord, building: Build, phase: Phase): Draft {
  return { ...record, building: { ...building, phase } };
}

export interface Flip {
  /** Of the generation that was built. */
  readonly size: Required<Pick<Outcome, 'events' | 'rows'>>;
  readonly nowMs: number;
  readonly barrierMs: number;
  readonly graceMs: number;
}

/** The flip: what was under construction is served, and what was served is kept up for a while. */
export function flipped(record: ControlRecord, built: Build, { size, nowMs, barrierMs, graceMs }: Flip): Draft {
  const { served, previous } = record;
  return {
    ...without(record, 'building', 'previous'),
    served: { ...generationOf(built), sinceMs: nowMs },
    ...(served && { previous: servedBefore(served, { nowMs, barrierMs, graceMs }) }),
    removing: [...record.removing, ...(previous ? [removal(previous, nowMs + barrierMs)] : [])],
    last: { ...outcomeOf(built, nowMs), result: 'served', ...size },
  };
}

export type BadEnd = Pick<Outcome, 'result' | 'reason' | 'differences'>;

/** The generation under construction is given up; what is served stays. */
export function givenUp(
  record: ControlRecord,
  built: Build,
  { end, nowMs, barrierMs }: { readonly end: BadEnd; readonly nowMs: number; readonly barrierMs: number },
): Draft {
  return {
    ...without(record, 'building'),
    removing: [...record.removing, removal(built, nowMs + barrierMs)],
    last: { ...outcomeOf(built, nowMs), ...end },
  };
}

/** What was served before is served again, and the other way round. */
export function rolledBack(
  record: ControlRecord,
  { served, previous }: Required<Pick<ControlRecord, 'served' | 'previous'>>,
  { nowMs, ...times }: Omit<Flip, 'size'>,
): Draft {
  return {
    ...record,
    served: { ...generationOf(previous), sinceMs: nowMs },
    previous: servedBefore(served, { nowMs, ...times }),
    last: { ...generationOf(served), result: 'rolled-back', endedMs: nowMs },
  };
}

/** It may lack what a delivery that is under way, or failed halfway, has only given the other. */
function servedBefore(served: Generation, { nowMs, barrierMs, graceMs }: Omit<Flip, 'size'>): Previous {
  return { ...generationOf(served), untilMs: nowMs + graceMs, behind: { afterMs: nowMs + barrierMs, ...beginning } };
}

/** The generation that was served before is up to the log as far as the pass is; wholly, if that has no cursor. */
export function caughtUp(record: ControlRecord, previous: Previous, pass: Pass): Draft {
  const { behind, ...generation } = previous;
  if (behind === undefined || pass.cursor === undefined) return { ...record, previous: generation };
  return { ...record, previous: { ...generation, behind: { ...pass, afterMs: behind.afterMs } } };
}

/** The grace period is over: the generation that was served before is fed no more. */
export function retired(
  record: ControlRecord,
  previous: Generation,
  { nowMs, barrierMs }: { readonly nowMs: number; readonly barrierMs: number },
): Draft {
  const removing = [...record.removing, removal(previous, nowMs + barrierMs)];
  return { ...without(record, 'previous'), removing };
}

/** Rows of a generation were removed: up to the cursor, or all. */
export function removed(record: ControlRecord, of: Removal, cursor: string | undefined): Draft {
  const others = record.removing.filter(({ number }) => number !== of.number);
  return { ...record, removing: cursor === undefined ? others : [{ ...of, cursor }, ...others] };
}

function removal(generation: Generation, afterMs: number): Removal {
  return { ...generationOf(generation), afterMs };
}

function outcomeOf(build: Build, nowMs: number) {
  return { ...generationOf(build), from: build.from, endedMs: nowMs, tookMs: nowMs - build.startedMs };
}

function generationOf({ number, fold }: Generation): Generation {
  return { number, fold };
}

/** The record without some of its members. */
export function without<Name extends keyof Draft>(record: Draft, ...names: readonly Name[]): Omit<Draft, Name> {
  const rest = { ...record };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}
