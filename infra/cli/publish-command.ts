/** `orderlog publish`: what other systems do with the publisher library, from a file. */

import { intakeTransport } from '../aws/intake-transport.ts';
import { resultCollector, type PublishResult } from '../../producers/publisher/publish-result.ts';
import { createPublisher } from '../../producers/publisher/publisher.ts';
import type { Command } from './command.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { inputFile } from './open-input.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import { readEvents } from './read-events.ts';
import type { Terminal } from './terminal.ts';
import { parseVia, VIA_HELP } from './via.ts';

/** Of refusals and of failures, each. */
const LINES_SHOWN = 20;

export const publishCommand: Command = {
  usage: 'publish FILE|- [--via bus|kinesis] [--json]',
  help: `
Publishes CloudEvents: one as JSON, an array of them, or one a line (NDJSON); "-" reads stdin.
Exit code 1 if any is refused or could not be delivered. Publishing the same file again changes nothing.
${VIA_HELP('bus')}
${SYSTEM_HELP}

With --json: { accepted: [{ index, id }], refused: [{ index, id, problems }], failed: [{ index, id, code, message }] }

Example: orderlog publish schemas/sample/orders.ndjson
`,
  async run(args, terminal) {
    const { values, positionals } = parseArguments(args, { ...SYSTEM_OPTIONS, via: { type: 'string' } }, ['FILE']);
    const [path = ''] = positionals;
    const via = parseVia(values.via ?? 'bus');
    const open = path === '-' ? () => terminal.stdin : inputFile(path);
    const { aws, output } = await findStack(findSystem(values, terminal));
    const publisher = createPublisher({ transport: intakeTransport(via, aws, output) });

    const { add, result } = resultCollector();
    try {
      await publisher.publishAll(readEvents(open()), { signal: terminal.interrupted, onOutcome: add });
    } finally {
      // What stands before a line that cannot be read is published all the same.
      terminal.out(values.json ? `${JSON.stringify(result(), null, 2)}\n` : summary(result()));
      if (!values.json) complain(result(), terminal);
    }
    const { refused, failed } = result();
    return refused.length + failed.length === 0 ? 0 : 1;
  },
};

function summary({ accepted, refused, failed }: PublishResult): string {
  return `${accepted.length} accepted, ${refused.length} refused, ${failed.length} not delivered\n`;
}

function complain({ refused, failed }: PublishResult, terminal: Terminal): void {
  const refusals = refused.flatMap(({ index, id = '(no id)', problems }) =>
    problems.map(({ pointer, message }) => `event ${index + 1}, ${id}: refused: ${pointer || 'it'} ${message}`),
  );
  const failures = failed.map(
    ({ index, id = '(no id)', code, message }) => `event ${index + 1}, ${id}: not delivered: ${code}: ${message}`,
  );
  for (const lines of [refusals, failures]) {
    for (const line of lines.slice(0, LINES_SHOWN)) terminal.err(`${line}\n`);
    const more = lines.length - LINES_SHOWN;
    if (more > 0) terminal.err(`and ${more} more: --json tells all\n`);
  }
}
