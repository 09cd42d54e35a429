/** What may befall the engine itself and its settings, beside what befalls calls. */

import type { Context, ScheduledTask } from '../../infra/local/kernel/context.ts';
import { ENGINE, type DueTask, type Engine } from '../../infra/local/kernel/engine.ts';
import { ROOT } from './clients.ts';
import { isKnown } from './functions.ts';
import { inPascalCase, type ProjectionName } from './projections.ts';
import type { Scheduler } from './scheduler.ts';

/** Lets queues be read in small batches without a window, so that several are worked on at once and race. */
export function splitBatches(engine: Engine, { pick }: Scheduler): void {
  engine.run(ROOT, (context) => {
    for (const { UUID, EventSourceArn, FunctionArn } of mappings(context)) {
      if (!isKnown(FunctionArn)) continue;
      if (!EventSourceArn.startsWith('arn:aws:sqs:')) continue;
      const changes = { BatchSize: pick([1, 2, 3]), MaximumBatchingWindowInSeconds: 0 };
      context.call('lambda', 'UpdateEventSourceMapping', { UUID, ...changes });
    }
  });
}

/** Takes all else out of the run, other read models too: neither events nor the clock reach it. */
export function feedOnly(engine: Engine, names: readonly ProjectionName[]): void {
  const projectors = names.map((name) => inPascalCase(name));
  const kept = ['Intake', ...projectors.flatMap((name) => [`${name}Events`, `${name}Replayed`, `${name}Schedule`])];
  engine.run(ROOT, (context) => {
    for (const EventBusName of ['default', 'orderlog', 'orderlog-intake']) {
      for (const Name of ruleNames(context, EventBusName)) {
        if (!kept.some((part) => Name.includes(`-${part}`)))
          context.call('events', 'DisableRule', { Name, EventBusName });
      }
    }
    for (const { UUID, EventSourceArn, FunctionArn } of mappings(context)) {
      if (isKnown(FunctionArn)) continue;
      context.call('lambda', 'UpdateEventSourceMapping', { UUID, Enabled: false });
      context.call('sqs', 'PurgeQueue', { QueueUrl: queueUrl(EventSourceArn) });
    }
  });
}

function ruleNames({ call }: Context, EventBusName: string): string[] {
  const { Rules } = call<{ Rules: readonly { Name: string }[] }>('events', 'ListRules', { EventBusName });
  return Rules.map(({ Name }) => Name);
}

interface Mapping {
  readonly UUID: string;
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
}

function mappings({ call }: Context): readonly Mapping[] {
  type Listed = { readonly EventSourceMappings: readonly Mapping[] };
  return call<Listed>('lambda', 'ListEventSourceMappings', {}).EventSourceMappings;
}

function queueUrl(arn: string): string {
  return `http://engine.local/${arn.split(':').slice(4).join('/')}`;
}

/** The bus delivers at least once. */
export function repeat(engine: Engine, { id }: DueTask): void {
  engine.run(ENGINE, (context) => {
    const task = context.tx.get<ScheduledTask>(id);
    if (task) context.schedule(task);
  });
}

/** Everything in memory is gone; what was committed is not. */
export function restart(
  engine: Engine,
  { pool, network }: { readonly pool: { destroy(): void }; readonly network: { disconnect(): void } },
): void {
  pool.destroy();
  network.disconnect();
  engine.recover();
}
