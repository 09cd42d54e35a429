/** `orderlog tail`: events as they are recorded. */

import { recordedEvent } from '../../domain/recorded-event.ts';
import { tailEventStore } from '../aws/tail-event-store.ts';
import type { Command } from './command.ts';
import { eventLine } from './event-line.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';

export const tailCommand: Command = {
  usage: 'tail [--json]',
  help: `
Prints each event as it is recorded, from now on until Ctrl-C: order, version, time, type, source, id. Those of one order
come in their order.
${SYSTEM_HELP.replace('one JSON document on stdout', 'each event as JSON on a line of its own (NDJSON)')}
`,
  async run(args, terminal) {
    const { values } = parseArguments(args, SYSTEM_OPTIONS);
    const stack = await findStack(findSystem(values, terminal));
    const entries = tailEventStore(stack.aws, stack.output('EventStoreTableName'), {
      signal: terminal.interrupted,
      sleep: terminal.sleep,
      onFollowing: () => terminal.err('following the event store; Ctrl-C ends\n'),
    });
    for await (const entry of entries) {
      const event = recordedEvent(entry);
      terminal.out(`${values.json ? JSON.stringify(event) : eventLine(event, { withOrder: true })}\n`);
    }
    return 0;
  },
};
