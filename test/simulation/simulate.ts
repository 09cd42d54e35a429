/** One run of the whole system in one process: real handlers, real cores, a virtual clock, and a seed for everything else. */

import { createHash } from 'node:crypto';
import type { Caller, Effect } from '../../infra/local/kernel/context.ts';
import { allows } from '../../infra/local/iam/allows.ts';
import { createEngine, ENGINE, type DueTask, type Engine } from '../../infra/local/kernel/engine.ts';
import type { ScheduledTask } from '../../infra/local/kernel/context.ts';
import type { RunRequest } from '../../infra/local/lambda/run-request.ts';
import { seededRandom } from '../infra/local/test-engine.ts';
import { isAtRest, objectsOf } from './at-rest.ts';
import { functions as realFunctions, type Functions } from './functions.ts';
import { network, type Call, type Fault, type Process, type Tamper } from './network.ts';
import { judge } from './oracle.ts';
import { startProducer } from './producer.ts';
import { sandboxes } from './sandboxes.ts';
import { scheduler, type Scheduler } from './scheduler.ts';
import { services, START_MS, type SimulatedStack } from './stack.ts';
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
}

let warm = false;

const ROOT: Caller = { type: 'root', account: '000000000000' };
const MACHINE: Process = { name: 'oracle', alive: true, kill: () => undefined };
/** Faults end then, so that everything can come to rest; retries go on for longer than that. */
const FAULTY_MS = 4 * 60_000;
const PATIENCE_MS = 6 * 3_600_000;

/** The SDK's clients read configuration files at their first call, which no seed decides: a run ahead of all others. */
export async function simulate(stack: SimulatedStack, options: SimulationOptions): Promise<Verdict> {
  if (!warm) await run(stack, { seed: 0, size: 2 });
  warm = true;
  return run(stack, options);
}

async function run(stack: SimulatedStack, options: SimulationOptions): Promise<Verdict> {
  const random = seededRandom(options.seed);
  const world = scheduler(START_MS, random);
  const store = stack.store.fork();
  const faults = options.faultOf ?? randomFault;
  const pool = sandboxes({
    engine: () => engine,
    network: () => lossy,
    scheduler: world,
    functions: { ...realFunctions, ...options.functions },
  });
  const engine: Engine = createEngine({
    store,
    services,
    clock: world.now,
    random,
    region: 'us-east-1',
    allows,
    onEffect: (effect: Effect) => effect.type === 'lambda.run' && pool.run(effect as RunRequest),
    onSignal: () => undefined,
  });
  const lossy = network({
    engine,
    scheduler: world,
    faultOf: (call) => (world.now() < START_MS + FAULTY_MS ? faults(call, world) : 'none'),
    tamper: options.tamper,
  });
  if (world.chance(0.5)) splitBatches(engine, world);
  const utterances = story(world, options.size ?? 12);
  const producer = startProducer(utterances, {
    scheduler: world,
    network: lossy,
    busName: stack.output('IntakeBusName'),
    streamName: stack.output('IntakeStreamName'),
  });

  const isFaulty = (): boolean => world.now() < START_MS + FAULTY_MS;
  const tasks = {
    tasks: (limit: number) => engine.tasks(limit),
    run(task: DueTask) {
      if (task.task === 'deliver' && world.chance(0.05)) repeat(engine, task);
      engine.runTask(task.id);
      if (isFaulty() && world.chance(0.002)) restart(engine, pool);
    },
  };
  const atRest = (): boolean => producer.finished() && pool.busy() === 0 && isAtRest(engine);
  const rested = await world.run(tasks, atRest, START_MS + PATIENCE_MS);
  const problems = rested ? await verdict() : [`not at rest after ${PATIENCE_MS / 3_600_000} hours`];
  const fingerprint = createHash('sha256').update(world.trace.join('\n')).digest('hex');
  return {
    seed: options.seed,
    problems,
    fingerprint,
    steps: world.trace.length,
    calls: lossy.calls(),
    trace: world.trace,
  };

  async function verdict(): Promise<string[]> {
    const judging = scheduler(world.now(), seededRandom(0));
    const faultless = network({ engine, scheduler: judging, faultOf: () => 'none' });
    const problems = judge({
      utterances,
      quarantined: objectsOf(engine, stack.output('QuarantineBucketName')),
      output: stack.output,
      dynamo: {
        region: 'us-east-1',
        endpoint: 'http://engine.local',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        requestHandler: faultless.handler('dynamodb', MACHINE, ROOT) as never,
      },
    });
    let judged = false;
    void problems.finally(() => (judged = true));
    await judging.run({ tasks: () => [], run: () => undefined }, () => judged, Infinity);
    return problems;
  }
}

/** Mostly nothing; now and then each of the things that can go wrong. */
function randomFault({ process }: Call, { random }: Scheduler): Fault {
  const roll = random();
  if (roll < 0.9) return 'none';
  if (roll < 0.92) return 'throttled';
  if (roll < 0.94) return 'partial';
  if (roll < 0.96 || process.name === 'producer') return 'answer-lost';
  return roll < 0.98 ? 'crash-before' : 'crash-after';
}

/** Lets queues be read in small batches without a window, so that several are worked on at once and race. */
function splitBatches(engine: Engine, { pick }: Scheduler): void {
  engine.run(ROOT, ({ call }) => {
    const { EventSourceMappings } = call<{ EventSourceMappings: readonly { UUID: string; EventSourceArn: string }[] }>(
      'lambda',
      'ListEventSourceMappings',
      {},
    );
    for (const { UUID, EventSourceArn } of EventSourceMappings) {
      if (!EventSourceArn.startsWith('arn:aws:sqs:')) continue;
      const changes = { BatchSize: pick([1, 2, 3]), MaximumBatchingWindowInSeconds: 0 };
      call('lambda', 'UpdateEventSourceMapping', { UUID, ...changes });
    }
  });
}

/** The bus delivers at least once. */
function repeat(engine: Engine, { id }: DueTask): void {
  engine.run(ENGINE, (context) => {
    const task = context.tx.get<ScheduledTask>(id);
    if (task) context.schedule(task);
  });
}

/** Everything in memory is gone; what was committed is not. */
function restart(engine: Engine, pool: { destroy(): void }): void {
  pool.destroy();
  engine.recover();
}
