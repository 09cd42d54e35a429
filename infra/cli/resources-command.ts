/** `orderlog resources`: what the stack gave its resources for names, for scripts and other tools to use. */

import type { Command } from './command.ts';
import { findStack } from './find-stack.ts';
import { findSystem } from './find-system.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';

export const resourcesCommand: Command = {
  usage: 'resources [--json]',
  help: `
Lists the outputs of the stack: the HTTP API's URL and the names of the buses, stream, tables, archive and bucket.
${SYSTEM_HELP}

Example: aws --endpoint-url http://127.0.0.1:4566 dynamodb scan --table-name \\
           "$(orderlog resources --json | jq -r .outputs.OrderTableName)"
`,
  async run(args, terminal) {
    const { values } = parseArguments(args, SYSTEM_OPTIONS);
    const { stackName, status, outputs } = await findStack(findSystem(values, terminal));
    if (values.json) {
      terminal.out(`${JSON.stringify({ stackName, status, outputs }, null, 2)}\n`);
      return 0;
    }
    const width = Math.max(0, ...Object.keys(outputs).map((key) => key.length));
    for (const [key, value] of Object.entries(outputs)) terminal.out(`${key.padEnd(width)}  ${value}\n`);
    return 0;
  },
};
