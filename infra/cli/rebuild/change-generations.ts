/** Gives up what is under construction, or serves again what was served before. */

import type { Terminal } from '../terminal.ts';
import { statusDocument } from './rebuild-status.ts';
import { askOnce, type RebuildTarget } from './rebuild-target.ts';

export interface Change extends ReturnType<typeof statusDocument> {
  readonly done: boolean;
  /** Why it was not. */
  readonly reason: string | null;
}

/** Asks once each: a second rollback would undo the first. Throws `CliError` where there is no answer. */
export function changeGenerations(
  targets: readonly RebuildTarget[],
  action: 'cancel' | 'rollback',
  { err }: Pick<Terminal, 'err'>,
): Promise<Change[]> {
  return Promise.all(
    targets.map(async (target) => {
      if (action === 'rollback') await warnOfWait(target, err);
      const answer = await askOnce(target, { action });
      return { ...statusDocument(answer), done: answer.refusal === undefined, reason: answer.refusal ?? null };
    }),
  );
}

async function warnOfWait(target: RebuildTarget, err: Terminal['err']): Promise<void> {
  const { record } = await askOnce(target, { action: 'status' });
  if (record.previous?.behind === undefined) return;
  err(`${target.name}: catching up first, so that no reader sees an older answer than before\n`);
}

export function describeChange(
  action: 'cancel' | 'rollback',
  { projection, served, previous, last, done, reason }: Change,
) {
  if (!done) return `${reason}\n`;
  const serves = served ? `generation ${served.generation} (fold ${served.fold}) is served` : 'none is served yet';
  if (action === 'cancel') return `${projection}: generation ${last?.generation} is given up; ${serves}\n`;
  return `${projection}: ${serves} again; generation ${previous?.generation} can be until ${previous?.until}\n`;
}
