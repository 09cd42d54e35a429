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
    await publisher.publishAll(readEvents(open()), { signal: terminal.interrupted, onOutcome: add });
    const published = result();
    const { refused, failed } = published;
    if (values.json) terminal.out(`${JSON.stringify(published, null, 2)}\n`);
    else report(published, terminal);
    return refused.length + failed.length === 0 ? 0 : 1;
  },
};

function report({ accepted, refused, failed }: PublishResult, terminal: Terminal): void {
  for (const { index, id = '(no id)', problems } of refused) {
    for (const { pointer, message } of problems) {
      terminal.err(`event ${index + 1}, ${id}: refused: ${pointer === '' ? 'it' : pointer} ${message}\n`);
    }
  }
  for (const { index, id = '(no id)', code, message } of failed) {
    terminal.err(`event ${index + 1}, ${id}: not delivered: ${code}: ${message}\n`);
  }
  terminal.out(`${accepted.length} accepted, ${refused.length} refused, ${failed.length} not delivered\n`);
}
