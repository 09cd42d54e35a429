/** `orderlog rebuild`: makes the next generation of read models, or serves the one before again. */

import { failed } from './cli-error.ts';
import type { Command } from './command.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { SYSTEM_HELP } from './parse-arguments.ts';
import { changeGenerations, describeChange } from './rebuild/change-generations.ts';
import { describeEstimate, ESTIMATE_NOTE, estimateDocument } from './rebuild/describe-estimate.ts';
import { describeResult } from './rebuild/describe-result.ts';
import { rebuildArguments, type RebuildArguments } from './rebuild/rebuild-arguments.ts';
import { describeStatus, statusDocument } from './rebuild/rebuild-status.ts';
import { askOnce, rebuildTargets, type RebuildTarget } from './rebuild/rebuild-target.ts';
import { runRebuilds } from './rebuild/run-rebuilds.ts';
import type { Terminal } from './terminal.ts';

export const rebuildCommand: Command = {
  usage: `rebuild NAME|all [--from archive|store] [--dry-run | --detach] [--json]
       orderlog rebuild status [NAME] | cancel NAME|all | rollback NAME|all`,
  help: `
Builds the next generation of a read model beside the one that is served, which stays up to date meanwhile; compares it
with a fresh fold of the log; and serves it only if there is no difference. Exit code 1 if any is not served.

The rebuild goes on by itself if this command ends, by Ctrl-C or otherwise.

  status [NAME]          what is served, what can be rolled back to, what is under construction, how the last one ended
  cancel NAME|all        give up what is under construction
  rollback NAME|all      serve the generation before again, once it has caught up; possible until its grace period is over

  --from archive|store   replay the archive (default), or read the event store: cheaper, and all the archive may lack
  --dry-run              start nothing: tell events, expected duration and cost of both
  --detach               start it, and do not wait
${SYSTEM_HELP}

With --json: { projections: [...] }, each
  rebuild         { projection, result: served|refused|failed|cancelled|rolled-back|running|not-started, generation, fold,
                    from, seconds, events, rows, reason, differences: [{ kind, projection, orderId, field, expected, actual }] }
  --dry-run       { projection, archiveEvents, logEvents, sources: [{ from, events, seconds, usd, uses }] }
  status          { projection, served: { generation, fold, since }, previous: { generation, fold, until,
                    caughtUp },
                    building: { generation, fold, from, started, phase, done, total }, removing: [generation],
                    last: { generation, fold, result, from, ended, seconds, events, rows, reason, differences } }
  cancel, rollback  what status tells, and { done, reason }

Example: orderlog rebuild order --from store
`,
  async run(args, terminal) {
    const given = rebuildArguments(args);
    const stack = await findStack(findSystem(given, terminal));
    const targets = rebuildTargets(stack, given.name);
    if (targets.length === 0)
      throw failed(`the stack ${stack.stackName} has no read models: deploy this version of it.`);
    const { documents, text, code } = await work(given, targets, terminal);
    terminal.out(given.json ? `${JSON.stringify({ projections: documents }, null, 2)}\n` : text);
    return code;
  },
};

interface Done {
  readonly documents: readonly object[];
  readonly text: string;
  readonly code: 0 | 1;
}

async function work(given: RebuildArguments, targets: readonly RebuildTarget[], terminal: Terminal): Promise<Done> {
  const { action } = given;
  switch (action) {
    case 'rebuild': {
      const results = await runRebuilds(targets, given, terminal);
      const good = given.detach ? 'running' : 'served';
      const code = results.every(({ result }) => result === good) ? 0 : 1;
      return { documents: results, text: results.map(describeResult).join(''), code };
    }
    case 'estimate': {
      const estimates = await Promise.all(targets.map(estimated));
      return { documents: estimates, text: estimates.map(describeEstimate).join('') + ESTIMATE_NOTE, code: 0 };
    }
    case 'status': {
      const answers = await Promise.all(targets.map((target) => askOnce(target, { action })));
      const statuses = answers.map(statusDocument);
      return { documents: statuses, text: statuses.map(describeStatus).join(''), code: 0 };
    }
    case 'cancel':
    case 'rollback': {
      const changes = await changeGenerations(targets, action, terminal);
      const text = changes.map((change) => describeChange(action, change)).join('');
      return { documents: changes, text, code: changes.some(({ done }) => done) ? 0 : 1 };
    }
  }
}

async function estimated(target: RebuildTarget) {
  const { record, estimate } = await askOnce(target, { action: 'estimate' });
  if (estimate === undefined) throw failed(`${target.name} gives no estimate: deploy this version of it.`);
  return estimateDocument(record, estimate);
}
