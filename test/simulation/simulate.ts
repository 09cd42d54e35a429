/** One run of the whole system in one process: real handlers, real cores, a virtual clock, and a seed for everything else. */

import { createHash } from 'node:crypto';
import type { Effect } from '../../infra/local/kernel/context.ts';
import { allows } from '../../infra/local/iam/allows.ts';
import { createEngine, type DueTask, type Engine } from '../../infra/local/kernel/engine.ts';
import type { RunRequest } from '../../infra/local/lambda/run-request.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { isAtRest, objectsOf } from './at-rest.ts';
import { clientConfig } from './clients.ts';
import { controlHistory, isSettled } from './control-history.ts';
import { feedOnly, repeat, restart, splitBatches } from './disturbances.ts';
import { functions as realFunctions, type Functions } from './functions.ts';
import { network, type Call, type Fault, type Process, type Tamper } from './network.ts';
import { startOperator } from './operator.ts';
import { judge } from './oracle.ts';
import { planned, type Plan } from './plan.ts';
import { startProducer } from './producer.ts';
import { randomFault } from './random-fault.ts';
import { startReaders, type Queries } from './readers.ts';
import { sandboxes } from './sandboxes.ts';
import { scheduler, type Scheduler } from './scheduler.ts';
import { shortScans } from './short-scans.ts';
import { servicesWith, START_MS, type SimulatedStack } from './stack.ts';
import { story } from './story.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** Events said, before duplicates and poison. */
  readonly size?: number;
  /** What goes wrong with each call; random unless told. */
  readonly faultOf?: (call: Call, random: Scheduler) => Fault;
  /** Replaces functions by broken ones. */
  readonly functions?: Partial<Functions>;
  readonly tamper?: Tamper;
  readonly queries?: Queries;
  /** Whether read models are rebuilt meanwhile; in some runs unless told. */
  readonly rebuilds?: boolean;
  /** Changes what the seed made of the run. */
  readonly plan?: (plan: Plan) => Plan;
}

export interface Verdict {
  readonly seed: number;
  /** What is wrong; empty if nothing is. */
  readonly problems: readonly string[];
  /** Stands for everything that happened: equal for equal runs. */
  readonly fingerprint: string;
  readonly steps: number;
  readonly calls: number;
  readonly trace: readonly string[];
  /** What became of the rebuilds: how the run's control records say that each of them ended. */
  readonly outcomes: readonly string[];
}

let warm = false;

const JUDGE: Process = { name: 'oracle', alive: true, kill: () => undefined };
/** Faults end then, so that everything can come to rest; retries go on for longer than that. */
const FAULTY_MS = 4 * 60_000;
const PATIENCE_MS = 2 * 3_600_000;

/** The SDK's clients read configuration files at their first call, which no seed decides: a run ahead of all others. */
export async function simulate(stack: SimulatedStack, options: SimulationOptions): Promise<Verdict> {
  if (!warm) await run(stack, { seed: 0, size: 2, rebuilds: true });
  warm = true;
  return run(stack, options);
}

async function run(stack: SimulatedStack, options: SimulationOptions): Promise<Verdict> {
  const random = seededRandom(options.seed);
  const world = scheduler(START_MS, random);
  const drawn = planned(world, options.rebuilds);
  const plan = options.plan?.(drawn) ?? drawn;
  const { output } = stack;
  const faults = options.faultOf ?? randomFault;
  const isFaulty = (): boolean => world.now() < START_MS + FAULTY_MS;
  const history = controlHistory(output('ControlTableName'), world.now);
  const pool = sandboxes({
    engine: () => engine,
    network: () => lossy,
    scheduler: world,
    functions: { ...realFunctions, ...options.functions },
    environment: plan.environment,
  });
  const engine: Engine = createEngine({
    store: stack.store.fork(),
    services: servicesWith(plan.archiveLagMs),
    clock: world.now,
    random,
    region: 'us-east-1',
    allows,
    onEffect: (effect: Effect) => effect.type === 'lambda.run' && pool.run(effect as RunRequest),
    onSignal: (topic) => lossy.signalled(topic),
  });
  const lossy = network({
    engine,
    scheduler: world,
    faultOf: (call) => (isFaulty() ? faults(call, world) : 'none'),
    delayed: plan.delayed,
    tamper: shortScans(plan.scanItems, options.tamper),
    observe: history.observe,
  });
  feedOnly(engine, plan.projections);
  if (world.chance(0.5)) splitBatches(engine, world);

  const utterances = story(world, { size: options.size ?? 12, createOnce: plan.rebuilds });
  const parts = { scheduler: world, network: lossy, output };
  const names = { busName: output('IntakeBusName'), streamName: output('IntakeStreamName') };
  const producer = startProducer(utterances, { ...parts, ...names, ...plan });
  const operator = startOperator(plan.errands, parts);
  const watched = plan.rebuilds ? plan.projections : [];
  const readers = startReaders(watched, {
    ...parts,
    history,
    utterances,
    excitedMs: plan.excitedMs,
    queries: options.queries,
  });

  const tasks = {
    tasks: (limit: number) => engine.tasks(limit),
    run(task: DueTask) {
      if (task.task === 'deliver' && world.chance(0.05)) repeat(engine, task);
      engine.runTask(task.id);
      if (isFaulty() && world.chance(0.002)) restart(engine, { pool, network: lossy });
    },
  };
  const isDone = (): boolean =>
    producer.finished() &&
    operator.finished() &&
    pool.busy() === 0 &&
    plan.projections.every((name) => isSettled(history.latest(name))) &&
    isAtRest(engine);
  const rested = await world.run(tasks, isDone, START_MS + PATIENCE_MS);
  const problems = rested ? await verdict() : [`not at rest after ${PATIENCE_MS / 3_600_000} hours`];
  return {
    seed: options.seed,
    problems: [...readers.problems, ...operator.problems, ...problems],
    fingerprint: createHash('sha256').update(world.trace.join('\n')).digest('hex'),
    steps: world.trace.length,
    calls: lossy.calls(),
    trace: world.trace,
    outcomes: history.outcomes(),
  };

  async function verdict(): Promise<string[]> {
    const judging = scheduler(world.now(), seededRandom(0));
    const faultless = network({ engine, scheduler: judging, faultOf: () => 'none' });
    const problems = judge({
      utterances,
      quarantined: objectsOf(engine, output('QuarantineBucketName')),
      output,
      dynamo: clientConfig(faultless, { service: 'dynamodb', process: JUDGE }),
      names: plan.projections.filter((name) => history.latest(name)?.served !== undefined),
      records: history.records,
      witnessed: readers.witnessed,
    });
    let judged = false;
    void problems.finally(() => (judged = true));
    await judging.run({ tasks: () => [], run: () => undefined }, () => judged, Infinity);
    return problems;
  }
}
