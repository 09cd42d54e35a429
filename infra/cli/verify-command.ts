/** `orderlog verify`: is the log whole, and is every read model what the log says? */

import { readTables } from '../aws/read-tables.ts';
import type { Command } from './command.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import type { Terminal } from './terminal.ts';
import { audit, type Audit, type AuditProblem } from './verify/audit.ts';
import { auditParts } from './verify/audit-parts.ts';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;
const PROBLEMS_SHOWN = 20;

export const verifyCommand: Command = {
  usage: 'verify [--json]',
  help: `
Checks that every order's log is gapless, that every row of every read model is the fold of its log, and that sums are the
sums of their parts. Waits up to 30 s for what is still on its way. Exit code 1 if there is any difference.
${SYSTEM_HELP}

With --json: { ok, orders, events, problems: [{ kind, projection, orderId, field, expected, actual }] }
`,
  async run(args, terminal) {
    const { values } = parseArguments(args, SYSTEM_OPTIONS);
    const stack = await findStack(findSystem(values, terminal));
    const tables = readTables(stack.aws, stack.output);
    const result = await settled(() => audit(auditParts(tables)), terminal);
    terminal.out(values.json ? `${JSON.stringify(result, null, 2)}\n` : describe(result));
    return result.ok ? 0 : 1;
  },
};

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

function mayPass({ kind, orderId }: AuditProblem): boolean {
  return kind === 'behind' || kind === 'missing' || orderId === null;
}

function describe({ ok, orders, events, problems }: Audit): string {
  const size = `${orders.toLocaleString('en')} orders, ${events.toLocaleString('en')} events`;
  if (ok) return `${size}: no difference\n`;
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ kind, projection, orderId, field, expected, actual }) => {
    const values = `expected ${JSON.stringify(expected)}, is ${JSON.stringify(actual)}`;
    return `${kind.padEnd(9)} ${projection} ${orderId ?? '(sums)'} ${field}: ${values}\n`;
  });
  const more = problems.length - shown.length;
  const rest = more > 0 ? `and ${more} more: --json tells all\n` : '';
  return `${shown.join('')}${rest}${size}: ${problems.length} differences\n`;
}
