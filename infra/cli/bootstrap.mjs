#!/usr/bin/env node
/**
 * The way in from any Node 20 or newer, with nothing installed: `node infra/cli/bootstrap.mjs PROGRAM ARGS…` installs
 * what is missing, then runs the program on the right Node. Plain JavaScript, no dependencies.
 */

import { spawnSync } from 'node:child_process';
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { nodeMissing, rightNode, ROOT } from './right-node.mjs';
import { runChild } from './run-child.mjs';

const WINDOWS = process.platform === 'win32';
const MODULES = join(ROOT, 'node_modules');
const BIN = join(MODULES, '.bin');

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('Usage: node infra/cli/bootstrap.mjs PROGRAM [ARGUMENTS]');
  process.exit(2);
}
if (!isInstalled()) install();
linkCommand();

const node = rightNode();
if (node === undefined) {
  console.error(nodeMissing());
  process.exit(1);
}
const path = [BIN, dirname(node), process.env.PATH ?? ''].join(delimiter);
if (program === 'orderlog')
  runChild(node, [join(ROOT, 'infra/cli/orderlog.mjs'), ...args], { ...process.env, PATH: path });
else runChild(program, args, { ...process.env, PATH: path });

/** npm writes its own copy of the lock file last: older than the lock file, it installed something else. */
function isInstalled() {
  const installed = statSync(join(MODULES, '.package-lock.json'), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;
}

/** What npm prints goes to stderr: stdout belongs to the program. */
function install() {
  console.error('orderlog: installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  const flags = ['ci', '--no-audit', '--no-fund'];
  const { status, error } =
    npm === undefined
      ? spawnSync('npm', flags, { ...options, shell: WINDOWS })
      : spawnSync(process.execPath, [npm, ...flags], options);
  if (status === 0) return;
  console.error(
    `orderlog: "npm ci" failed${error ? ` (${error.message})` : ''}: run it yourself in ${ROOT} to see why.`,
  );
  process.exit(1);
}

/** Puts `orderlog` where `npx orderlog` looks first. */
function linkCommand() {
  const link = join(BIN, 'orderlog');
  try {
    if (WINDOWS) writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\infra\\cli\\orderlog.mjs" %*\r\n');
    else if (statSync(link, { throwIfNoEntry: false }) === undefined) {
      rmSync(link, { force: true });
      symlinkSync('../../infra/cli/orderlog.mjs', link);
    }
  } catch (error) {
    if (error.code !== 'EEXIST') console.error(`orderlog: "npx orderlog" will not work: ${error.message}`);
  }
}
