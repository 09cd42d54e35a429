/** Builds what the package on npm consists of, into `dist`: `orderlog/publisher` as one JavaScript file, with its types. */

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(`${root}/dist`, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '--project', 'infra/npm'], { cwd: root, stdio: 'inherit' });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['producers/publisher/npm-entry.ts'],
  outfile: 'dist/publisher.js',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  metafile: true,
});

const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { dependencies: object };
const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
const undeclared = imported.filter((path) => !path.startsWith('node:') && !Object.hasOwn(dependencies, path));
if (undeclared.length > 0) throw new Error(`package.json names no dependency ${undeclared.join(', ')}`);
