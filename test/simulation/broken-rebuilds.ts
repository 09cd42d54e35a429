/** Rebuilds broken on purpose, in ways they might really be. */

import type { ControlRecord } from '../../domain/ports/control-records.ts';
import type { BrokenVariant } from './broken-variants.ts';
import { forgetfulReplays, fromArchive } from './forgetful-replays.ts';
import {
  believing,
  everyProjector,
  isReplayed,
  recording,
  without,
  withDynamo,
  writingRecords,
  type Between,
  type Json,
} from './misleading.ts';
import type { Errand, Plan } from './plan.ts';
import type { Queries } from './readers.ts';

const condition = ['ConditionExpression', 'ExpressionAttributeValues'];

/** Orders are rebuilt as often as can be while much is said of them, and each rebuild is rolled back, or cancelled. */
function changingOften(after: 'cancel' | 'rollback') {
  return (plan: Plan): Plan => {
    const errand = (atMs: number, wish: Errand['wish']): Errand => ({ atMs, projection: 'order', wish });
    const rollbacks = after === 'rollback' ? 2 : 0;
    const errands = [
      errand(0, { type: 'status' }),
      ...EVERY_5_SECONDS.map((atMs) => errand(atMs, { type: 'rebuild', from: 'store', rollbacks })),
      ...(after === 'cancel' ? EVERY_5_SECONDS.map((atMs) => errand(atMs + 2_000, { type: 'cancel' })) : []),
    ];
    return { ...plan, projections: ['order'], errands, delayed: 0.4, silenceMs: 3_000, pauseMs: 2_500 };
  };
}

const EVERY_5_SECONDS = Array.from({ length: 10 }, (_, at) => 3_000 + at * 5_000);

/** Instead of these phases the sums are compared, and then it is served. */
function skipping(...phases: readonly string[]) {
  return recording((record) => {
    const { building } = record;
    if (building === undefined || !phases.includes(building.phase.name)) return record;
    return { ...record, building: { ...building, phase: { name: 'sums', round: 1, events: 0, rows: 0 } } };
  });
}

/** Orders are rebuilt from the archive again and again, while a little is said of them. */
function again(plan: Plan): Plan {
  const wish = { type: 'rebuild', from: 'archive', rollbacks: 0 } as const;
  const rebuilds = [20_000, 60_000, 100_000].map((atMs): Errand => ({ atMs, projection: 'order', wish }));
  return {
    ...plan,
    projections: ['order'],
    errands: [{ atMs: 0, projection: 'order', wish: { type: 'status' } }, ...rebuilds],
  };
}

function withoutPrevious(record: ControlRecord): ControlRecord {
  const rest: Partial<ControlRecord> = { ...record };
  delete (rest as { previous?: unknown }).previous;
  return rest as ControlRecord;
}

function withoutBehind(record: ControlRecord): ControlRecord {
  const { previous } = record;
  if (previous === undefined) return record;
  const { number, fold, untilMs } = previous;
  return { ...record, previous: { number, fold, untilMs } };
}

function servedFirst(record: ControlRecord): ControlRecord {
  const { building, served } = record;
  if (building === undefined || served === undefined) return record;
  const { number, fold } = building;
  return { ...record, building: { ...building, ...served }, served: { ...served, number, fold } };
}

const feedsServedFirst = everyProjector((real) => (clients, settings, surroundings) => {
  let replayed = false;
  const misled = withDynamo(clients, async ({ input }, send) =>
    replayed ? send(input) : believing(await send(input), servedFirst),
  );
  const handler = real(misled, settings, surroundings);
  return (event, context) => {
    replayed = isReplayed(event as never);
    return handler(event, context);
  };
});

/** What is replayed begins every order anew, in what is served. */
const replaysIntoServed = everyProjector((real) => (clients, settings, surroundings) => {
  let replayed = false;
  const between: Between = async ({ operation, input }, send) => {
    if (!replayed) return send(input);
    if (operation === 'BatchGetItem') return { ...(await send(input)), Responses: {} };
    if (operation !== 'PutItem') return believing(await send(input), servedAsBuilding);
    return send(without(input, ...condition));
  };
  const handler = real(withDynamo(clients, between), settings, surroundings);
  return (event, context) => {
    replayed = isReplayed(event as never);
    return handler(event, context);
  };
});

function servedAsBuilding(record: ControlRecord): ControlRecord {
  const { building, served } = record;
  return building && served ? { ...record, building: { ...building, ...served } } : record;
}

/** A control record is gone by, whatever is written meanwhile, for so long. */
const goingByOneFor = (ms: number) =>
  everyProjector((real) => (clients, settings, surroundings) => {
    let known: { readonly answer: Json; readonly untilMs: number } | undefined;
    const between: Between = async ({ operation, input }, send) => {
      if (operation !== 'GetItem' || input['TableName'] !== settings['CONTROL_TABLE']) return send(input);
      if (known !== undefined && surroundings.now() < known.untilMs) return known.answer;
      const answer = await send(input);
      if (answer['Item'] !== undefined) known = { answer, untilMs: surroundings.now() + ms };
      return answer;
    };
    return real(withDynamo(clients, between), settings, surroundings);
  });

const rememberServed: Queries = (control) => {
  let known: ControlRecord | undefined;
  return {
    ...control,
    async read(projection) {
      if (known?.served === undefined) known = await control.read(projection);
      return known;
    },
  };
};

const rebuilds = true;
/** For what only shows where something happens at the very moment of a change. */
const often = (after: 'cancel' | 'rollback') => ({ rebuilds, size: 60, plan: changingOften(after) });

export const brokenRebuilds: readonly BrokenVariant[] = [
  {
    name: 'live events that go to the served generation first',
    caughtBy: 12,
    ...often('rollback'),
    functions: feedsServedFirst,
  },
  { name: 'a rebuild that trusts the archive alone', caughtBy: 1, rebuilds, functions: skipping('sweep', 'compare') },
  {
    name: 'a flip without comparison, where replays are folded otherwise',
    caughtBy: 1,
    rebuilds,
    plan: fromArchive,
    functions: { ...forgetfulReplays, ...skipping('compare') },
  },
  {
    name: 'a removal that does not wait',
    caughtBy: 12,
    ...often('cancel'),
    functions: recording((record) => ({
      ...record,
      removing: record.removing.map((one) => ({ ...one, afterMs: 0 })),
    })),
  },
  { name: 'replays into the served generation', caughtBy: 5, rebuilds, plan: again, functions: replaysIntoServed },
  {
    name: 'a projector that goes by a control record for ever',
    caughtBy: 4,
    rebuilds,
    functions: goingByOneFor(Infinity),
  },
  {
    name: 'a barrier shorter than control records are gone by',
    caughtBy: 6,
    ...often('rollback'),
    functions: goingByOneFor(30_000),
  },
  {
    name: 'a rollback to a generation that was not caught up',
    caughtBy: 15,
    ...often('rollback'),
    functions: recording(withoutBehind),
  },
  { name: 'queries that remember which generation is served', caughtBy: 3, rebuilds, queries: rememberServed },
  {
    name: 'a control record that is written without its condition',
    caughtBy: 2,
    rebuilds,
    tamper: writingRecords((put) => without(put, ...condition)),
  },
  { name: 'a flip that forgets what was served', caughtBy: 2, rebuilds, functions: recording(withoutPrevious) },
];
