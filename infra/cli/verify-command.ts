/** `orderlog verify`: is the log whole, and is every read model what the log says? */

import type { Command } from './command.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import type { Terminal } from './terminal.ts';
import type { AuditProblem } from '../../projections/audit/problem.ts';
import { misused } from './cli-error.ts';
import { problemLine } from './problem-line.ts';
import { chosenProjections, stackTables } from './stack-tables.ts';
import { audit, auditSample, type Audit } from './verify/audit.ts';
import { auditParts } from './verify/audit-parts.ts';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;
const PROBLEMS_SHOWN = 20;

export const verifyCommand: Command = {
  usage: 'verify [--projection NAME] [--sample N] [--json]',
  help: `
Checks that every order's log is gapless, that every row of every read model is the fold of its log, and that sums are the
sums of their parts. Waits up to 30 s for what is still on its way. Exit code 1 if there is any difference.

  --projection NAME  only this read model (default: all)
  --sample N         only some N orders, taken at random; then sums are not checked
${SYSTEM_HELP}

With --json: { ok, orders, events, problems: [{ kind, projection, orderId, field, expected, actual }] }
`,
  async run(args, terminal) {
    const options = { projection: { type: 'string' }, sample: { type: 'string' } } as const;
    const { values } = parseArguments(args, { ...SYSTEM_OPTIONS, ...options });
    const sample = values.sample === undefined ? undefined : sampleSize(values.sample);
    const stack = await findStack(findSystem(values, terminal));
    const names = chosenProjections(stack, values.projection ?? 'all');
    const auditOnce = async (): Promise<Audit> => {
      const tables = await stackTables(stack, names);
      const parts = auditParts(tables);
      if (sample === undefined) return audit(parts);
      return auditSample(parts, { sample, size: await tables.size(), random: Math.random });
    };
    const result = await settled(auditOnce, terminal);
    terminal.out(values.json ? `${JSON.stringify(result, null, 2)}\n` : describe(result));
    return result.ok ? 0 : 1;
  },
};

function sampleSize(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw misused(`--sample must be a number of orders, not "${text}".`);
  return Number(text);
}

/** Audits again while time may mend what is wrong. */
async function settled(auditOnce: () => Promise<Audit>, terminal: Terminal): Promise<Audit> {
  const deadline = terminal.now() + PATIENCE_MS;
  for (;;) {
    const result = await auditOnce();
    const hope = result.problems.some(mayPass);
    if (!hope || terminal.now() >= deadline || terminal.interrupted.aborted) return result;
    await terminal.sleep(PAUSE_MS);
  }
}

function mayPass({ kind, orderId, field }: AuditProblem): boolean {
  return kind === 'behind' || kind === 'missing' || orderId === null || field.startsWith('listed');
}

function describe({ ok, orders, events, problems }: Audit): string {
  const size = `${orders.toLocaleString('en')} orders, ${events.toLocaleString('en')} events`;
  if (ok) return `${size}: no difference\n`;
  const shown = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `${problemLine(problem)}\n`);
  const more = problems.length - shown.length;
  const rest = more > 0 ? `and ${more} more: --json tells all\n` : '';
  return `${shown.join('')}${rest}${size}: ${problems.length} differences\n`;
}
