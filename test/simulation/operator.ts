/** Those who run the system: they ask rebuild functions for this and that, as the command line does, and go away at any moment. */

import { isUnavailable } from '../../domain/ports/port-error.ts';
import { rebuildFunctionNamed, type RebuildFunction } from '../../infra/aws/invoke-rebuild.ts';
import type { RebuildAnswer, RebuildRequest } from '../../projections/rebuild/rebuild-request.ts';
import { clientConfig } from './clients.ts';
import type { Network, Process } from './network.ts';
import type { Errand } from './plan.ts';
import { inPascalCase } from './projections.ts';
import type { Scheduler } from './scheduler.ts';

export interface Operator {
  finished(): boolean;
  /** Answers that should not have been given. */
  readonly problems: readonly string[];
}

export interface OperatorParts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly output: (name: string) => string;
}

/** Each errand is a process of its own: one that is killed leaves the others at theirs. */
export function startOperator(errands: readonly Errand[], parts: OperatorParts): Operator {
  const { scheduler, network, output } = parts;
  const left = new Set(errands.keys());
  const problems: string[] = [];

  function begin(number: number, errand: Errand): void {
    const process: Process = {
      name: `operator-${number}`,
      alive: true,
      kill() {
        process.alive = false;
        left.delete(number);
      },
    };
    const access = clientConfig(network, { service: 'lambda', process });
    const name = output(`${inPascalCase(errand.projection)}RebuildFunctionName`);
    const rebuild = rebuildFunctionNamed(access, name);
    run(errand, { number, scheduler, rebuild })
      .then((found) => problems.push(...found))
      .catch((error: unknown) => problems.push(`${errand.wish.type} of ${errand.projection}: ${String(error)}`))
      .finally(() => left.delete(number));
  }

  errands.forEach((errand, number) =>
    scheduler.after(errand.atMs, `operator-${number} begins`, () => begin(number, errand)),
  );
  return { finished: () => left.size === 0, problems };
}

interface ErrandParts {
  readonly number: number;
  readonly scheduler: Scheduler;
  readonly rebuild: RebuildFunction;
}

/** What is wrong with the answers. */
async function run({ wish }: Errand, parts: ErrandParts): Promise<string[]> {
  switch (wish.type) {
    case 'status':
    case 'cancel':
    case 'rollback':
      await persist({ action: wish.type }, parts);
      return [];
    case 'advance':
      await persist({ action: 'advance', forMs: wish.forMs }, parts);
      return [];
    case 'rebuild':
      return follow(wish, parts);
  }
}

async function follow(
  { from, rollbacks }: Extract<Errand['wish'], { type: 'rebuild' }>,
  parts: ErrandParts,
): Promise<string[]> {
  const request = `request ${parts.number}`;
  let started = await persist({ action: 'start', from, request }, parts);
  while (started?.refusal !== undefined) {
    if (started.record.building === undefined) return [`refused, and nothing is under way: ${started.refusal}`];
    if (parts.scheduler.chance(0.1)) return [];
    await parts.scheduler.wait(parts.scheduler.random() * 20_000);
    started = await persist({ action: 'start', from, request }, parts);
  }
  if (started !== undefined && started.record.building?.request !== request) return ['neither refused nor started'];
  for (let answer = started; answer?.record.building?.request === request;) {
    answer = await persist({ action: 'advance', forMs: 3_000 }, parts);
    await parts.scheduler.wait(parts.scheduler.random() * 1_000);
  }
  for (let at = 0; at < rollbacks; at += 1) await persist({ action: 'rollback' }, parts);
  return [];
}

const ATTEMPTS = 5;

/** Asks until there is an answer; gives up after a while. */
async function persist(request: RebuildRequest, parts: ErrandParts): Promise<RebuildAnswer | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await parts.rebuild.ask(request);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      await parts.scheduler.wait(500);
    }
  }
  return undefined;
}
