/** Bundles a function's entry into the directory that is deployed: one minified file without what Lambda never needs. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Bundles `entry` (a path from the repository's root) into `directory` as `index.cjs`.
 *
 * CommonJS starts faster than ES modules and needs no shims for `require`. The chain of credential providers is
 * replaced by one that reads the environment: in Lambda that is where credentials are, and the rest is half the bundle.
 */
export function bundle(entry: string, directory: string): void {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(ROOT, 'infra/aws/environment-credentials.ts') },
    absWorkingDir: ROOT,
    logLevel: 'error',
  });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'index.cjs'), outputFiles[0]?.contents ?? '');
}
