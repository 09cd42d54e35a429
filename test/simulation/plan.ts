/** What a seed makes of a run before it begins: which read models take part, what is asked of them, and how long things take. */

import { PROJECTION_NAMES, type ProjectionName } from './projections.ts';
import type { Scheduler } from './scheduler.ts';

/** Something that is wanted of a read model's rebuild function, by a person or a deployment. */
export interface Errand {
  readonly atMs: number;
  readonly projection: ProjectionName;
  readonly wish:
    | { readonly type: 'status' | 'cancel' | 'rollback' }
    | { readonly type: 'advance'; readonly forMs: number }
    /** Followed until it is served or given up; then rolled back so many times, one after another. */
    | { readonly type: 'rebuild'; readonly from: 'archive' | 'store'; readonly rollbacks: number };
}

export interface Plan {
  /** The read models that are fed: each costs time, and not every one is needed each time. */
  readonly projections: readonly ProjectionName[];
  readonly errands: readonly Errand[];
  /** Whether rebuilds happen, while producers talk slowly and readers look on. */
  readonly rebuilds: boolean;
  /** How long an event really takes to arrive in the archive. */
  readonly archiveLagMs: number;
  /** In the place of the same in the template. */
  readonly environment: Readonly<Record<string, string>>;
  /** Before anybody says anything, in milliseconds. */
  readonly silenceMs: number;
  /** The longest pause of those who talk, in milliseconds. */
  readonly pauseMs: number;
  /** The longest pause of a reader while the control record of what it reads changes, in milliseconds. */
  readonly excitedMs: number;
  /** How many of all calls and answers take long. */
  readonly delayed: number;
  /** Items that a scan in a rebuild gives at once, as if they were large. */
  readonly scanItems: number;
}

const SECONDS = 1_000;
const REBUILDS_IN = 1 / 3;

export function planned(scheduler: Scheduler, rebuilds = scheduler.chance(REBUILDS_IN)): Plan {
  const { chance, pick, random } = scheduler;
  const projections = someOf(PROJECTION_NAMES, rebuilds ? pick([1, 1, 2]) : 2, scheduler);
  const lagSeconds = pick([0, 5, 20]);
  return {
    projections,
    rebuilds,
    errands: [...(chance(0.8) ? deployment(projections) : []), ...(rebuilds ? operations(projections, scheduler) : [])],
    archiveLagMs: random() * (chance(0.3) ? 60 : lagSeconds) * SECONDS,
    environment: environment({ lagSeconds, graceSeconds: pick([20, 60]) }),
    silenceMs: pick([0, 3 * SECONDS, 3 * SECONDS]),
    pauseMs: rebuilds ? 20_000 : 500,
    excitedMs: 600,
    delayed: pick([0.1, 0.1, 0.4]),
    scanItems: pick([3, 7, 500]),
  };
}

export interface Times {
  readonly lagSeconds: number;
  readonly graceSeconds: number;
}

/** The functions' environment with times that a run can wait for. */
export function environment({ lagSeconds, graceSeconds }: Times): Record<string, string> {
  return {
    BARRIER_SECONDS: '5',
    ARCHIVE_LAG_SECONDS: String(lagSeconds),
    GRACE_SECONDS: String(graceSeconds),
    EVENTS_PER_SECOND: '1000',
  };
}

function deployment(projections: readonly ProjectionName[]): Errand[] {
  return projections.map((projection) => ({ atMs: 0, projection, wish: { type: 'status' } }));
}

/** A rebuild or two, and what else may come to people's minds meanwhile. */
function operations(projections: readonly ProjectionName[], { chance, pick, random }: Scheduler): Errand[] {
  const errand = (withinMs: number, wish: Errand['wish']): Errand => ({
    atMs: random() * withinMs,
    projection: pick(projections),
    wish,
  });
  const rebuild = (): Errand['wish'] => ({
    type: 'rebuild',
    from: chance(0.5) ? 'archive' : 'store',
    rollbacks: pick([0, 0, 1, 1, 2]),
  });
  return [
    errand(20 * SECONDS, rebuild()),
    ...(chance(0.6) ? [errand(90 * SECONDS, rebuild())] : []),
    ...(chance(0.3) ? [errand(60 * SECONDS, { type: 'cancel' })] : []),
    ...(chance(0.3) ? [errand(90 * SECONDS, { type: 'rollback' })] : []),
    ...(chance(0.5) ? [errand(60 * SECONDS, { type: 'advance', forMs: random() * 20 * SECONDS })] : []),
  ];
}

function someOf<T>(all: readonly T[], count: number, { random }: Scheduler): T[] {
  const rest = [...all];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}
