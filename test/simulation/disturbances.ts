/** What may befall the engine itself and its settings, beside what befalls calls. */

import type { Context, ScheduledTask } from '../../infra/local/kernel/context.ts';
import { ENGINE, type DueTask, type Engine } from '../../infra/local/kernel/engine.ts';
import { ROOT } from './clients.ts';
import { inPascalCase, PROJECTION_NAMES, type ProjectionName } from './projections.ts';
import type { Scheduler } from './scheduler.ts';

/** Lets queues be read in small batches without a window, so that several are worked on at once and race. */
export function splitBatches(engine: Engine, { pick }: Scheduler): void {
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

/** Takes the other read models out of the run: neither events nor the clock reach them. */
export function feedOnly(engine: Engine, names: readonly ProjectionName[]): void {
  const parts = PROJECTION_NAMES.filter((name) => !names.includes(name)).flatMap((name) => [
    `-${inPascalCase(name)}Events`,
    `-${inPascalCase(name)}Schedule`,
  ]);
  engine.run(ROOT, (context) => {
    for (const EventBusName of ['default', 'orderlog']) {
      for (const Name of ruleNames(context, EventBusName)) {
        if (parts.some((part) => Name.includes(part))) context.call('events', 'DisableRule', { Name, EventBusName });
      }
    }
  });
}

function ruleNames({ call }: Context, EventBusName: string): string[] {
  const { Rules } = call<{ Rules: readonly { Name: string }[] }>('events', 'ListRules', { EventBusName });
  return Rules.map(({ Name }) => Name);
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
