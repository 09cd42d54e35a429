/** Times rebuilds as a person starts them: on a system that runs, with its archive, its queues and its projectors. */

import type { Source } from '../../../domain/ports/control-records.ts';
import { intakeTransport } from '../../../infra/aws/intake-transport.ts';
import { findStack } from '../../../infra/cli/find-stack.ts';
import { systemAt } from '../../../infra/cli/find-system.ts';
import { createPublisher } from '../../../producers/publisher/publisher.ts';
import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import { syntheticLog } from './synthetic-log.ts';

export interface SystemRebuild {
  readonly from: Source;
  /** From its registration to its flip, the barrier included. */
  readonly seconds: number;
}

/** Publishes the made-up events, waits until all is quiet, and rebuilds from both sources. */
export async function timeOnSystem(assembly: string, events: number): Promise<SystemRebuild[]> {
  const system = await startBenchSystem(assembly);
  try {
    await publish(system, events);
    const rebuilds: SystemRebuild[] = [];
    for (const from of ['store', 'archive'] as const) {
      const told = await system.command('rebuild', 'sales', '--from', from, '--json');
      const { projections } = JSON.parse(told) as { projections: { seconds: number }[] };
      rebuilds.push({ from, seconds: projections[0]?.seconds ?? NaN });
    }
    return rebuilds;
  } finally {
    await system.stop();
  }
}

async function publish({ http, aws, command }: BenchSystem, events: number): Promise<void> {
  const stack = await findStack(systemAt({ http, aws }));
  const publisher = createPublisher({ transport: intakeTransport('kinesis', stack.aws, stack.output) });
  const { accepted } = await publisher.publishAll(Array.from(syntheticLog(events), ({ event }) => event));
  const recorded = async () => (JSON.parse(await command('verify', '--json')) as { events: number }).events;
  // It fails while some events are still on their way to rows.
  while ((await recorded().catch(() => NaN)) !== accepted);
}
