#!/usr/bin/env node
/** The command `orderlog`: makes sure of the right Node, then hands over to the commands. */

import { fileURLToPath } from 'node:url';
import { nodeMissing, rightNode } from './right-node.mjs';
import { runChild } from './run-child.mjs';

const node = rightNode();
if (node === undefined) {
  console.error(nodeMissing());
  process.exit(1);
}
if (node === process.execPath) await import('./orderlog.ts');
else runChild(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
