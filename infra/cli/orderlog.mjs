#!/usr/bin/env node
/** The command `orderlog`: makes sure of the right Node, then hands over to the commands. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeMissing, rightNode, ROOT } from './right-node.mjs';
import { runChild } from './run-child.mjs';

if (!existsSync(join(ROOT, 'infra/cli/orderlog.ts'))) {
  console.error(
    'The package orderlog holds the publisher library; the command line runs in a clone of the repository.',
  );
  process.exit(1);
}
const node = rightNode();
if (node === undefined) {
  console.error(nodeMissing());
  process.exit(1);
}
if (node === process.execPath) await import('./orderlog.ts');
else runChild(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
