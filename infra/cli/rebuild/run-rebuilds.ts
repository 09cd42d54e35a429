/** Rebuilds read models, a few at a time, and shows how far each is. */

import { randomUUID } from 'node:crypto';
import type { Source } from '../../../domain/ports/control-records.ts';
import { inParallel } from '../../../projections/in-parallel.ts';
import type { Terminal } from '../terminal.ts';
import { driveRebuild, isStarted, startRebuild, type Started } from './drive-rebuild.ts';
import { progressBoard } from './progress-board.ts';
import { running, type RebuildResult } from './rebuild-result.ts';
import type { RebuildTarget } from './rebuild-target.ts';

/** One machine of two processors is kept busy by two. */
const AT_ONCE = 2;

export interface RebuildOptions {
  readonly from: Source;
  readonly detach: boolean;
}

/**
 * Starts all of them before it drives the first, so that all are finished by their schedules should we be ended. The
 * results are in the order of the targets.
 */
export async function runRebuilds(
  targets: readonly RebuildTarget[],
  { from, detach }: RebuildOptions,
  terminal: Terminal,
): Promise<RebuildResult[]> {
  const board = progressBoard(
    terminal,
    targets.map(({ name }) => name),
  );
  const surroundings = { terminal, say: board.say };
  const begun = await Promise.all(
    targets.map((target) => startRebuild(target, { from, request: randomUUID() }, surroundings)),
  );
  if (detach) return Promise.all(begun.map(async (one) => (isStarted(one) ? leave(one) : one)));
  const results = new Map<string, RebuildResult>();
  await inParallel(AT_ONCE, begun.filter(isStarted), async (started) => {
    const { name } = started.target;
    const show = board.show.bind(undefined, name);
    results.set(name, await driveRebuild(started, { ...surroundings, show }));
    board.remove(name);
  });
  return begun.map((one) => (isStarted(one) ? results.get(one.target.name) : one)).filter((one) => one !== undefined);
}

/** It need not wait for its schedule's next minute. */
async function leave({ target, from, build }: Started): Promise<RebuildResult> {
  await target.rebuild.tell({ action: 'advance', forMs: 50_000 }).catch(() => undefined);
  return running(target.name, from, build, null);
}
