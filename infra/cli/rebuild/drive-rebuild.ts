/** Starts a rebuild and helps it along, until it ends or we are interrupted; without us its schedule would do it. */

import type { Build, Source } from '../../../domain/ports/control-records.ts';
import type { Terminal } from '../terminal.ts';
import { describePhase, type BuildProgress } from './describe-phase.ts';
import { ended, notStarted, running, type RebuildResult } from './rebuild-result.ts';
import { askUntilAnswered, type RebuildTarget } from './rebuild-target.ts';

export interface Surroundings {
  readonly terminal: Terminal;
  /** Tells the person something beside the progress. */
  readonly say: (line: string) => void;
}

/** A rebuild that was started. */
export interface Started {
  readonly target: RebuildTarget;
  readonly from: Source;
  readonly build: Pick<Build, 'number' | 'fold'>;
}

/** `request` tells this wish from another: asked twice, one rebuild is started. */
export async function startRebuild(
  target: RebuildTarget,
  { from, request }: { readonly from: Source; readonly request: string },
  surroundings: Surroundings,
): Promise<Started | RebuildResult> {
  const { name } = target;
  const answer = await askUntilAnswered(target, { action: 'start', from, request }, surroundings);
  if ('unanswered' in answer) return notStarted(name, from, `${answer.unanswered} ${statusTells(name)}`);
  const { refusal, record } = answer;
  if (refusal !== undefined || record.building === undefined) return notStarted(name, from, refused(name, refusal));
  return { target, from, build: record.building };
}

export function isStarted(started: Started | RebuildResult): started is Started {
  return 'build' in started;
}

function statusTells(name: string): string {
  return `"orderlog rebuild status ${name}" tells whether it was started all the same.`;
}

function refused(name: string, refusal = 'Another one was faster.'): string {
  return `${refusal} "orderlog rebuild status ${name}" shows how far it is, "orderlog rebuild cancel ${name}" gives it up.`;
}

/** How long an invocation may go on: so often progress is seen. */
const TURN_MS = 1_000;
/** Where another is at it, or nothing is due. */
const POLL_MS = 500;

export async function driveRebuild(
  { target, from, build }: Started,
  { show, ...surroundings }: Surroundings & { readonly show: (progress: BuildProgress) => void },
): Promise<RebuildResult> {
  const { terminal } = surroundings;
  while (!terminal.interrupted.aborted) {
    const askedMs = terminal.now();
    const answer = await askUntilAnswered(target, { action: 'advance', forMs: TURN_MS }, surroundings);
    if ('unanswered' in answer) return running(target.name, from, build, answer.unanswered);
    const { record } = answer;
    if (record.building?.number !== build.number) return ended(record, from, build);
    show(describePhase(record.building, answer));
    if (terminal.now() - askedMs < POLL_MS) await terminal.sleep(POLL_MS);
  }
  return running(target.name, from, build, 'It was interrupted.');
}
