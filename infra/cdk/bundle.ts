/** Bundles a function's entry into the directory that is deployed: minified, without what Lambda never needs. */

import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { addNativePackages, type NativeTarget } from './native-packages.ts';

/** The repository's root. */
const ROOT = resolve(import.meta.dirname, '../..');

/** Packages in CommonJS ask for Node's own modules with `require`, which an ES module does not have. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Packages that cannot be bundled because they hold native code, and for where they are needed. */
export interface NativePackages {
  readonly names: readonly string[];
  readonly target: NativeTarget;
}

/**
 * Bundles `entry` (a path from the repository's root) into `directory` as `index.mjs`, with a file of its own for what it
 * imports only when needed.
 *
 * The chain of credential providers is replaced by one that reads the environment: in Lambda that is where credentials
 * are, and the rest is half the bundle. So are pino's way of logging through a worker thread and the SDK's of telling
 * browsers apart, which nothing here uses.
 */
export function bundle(entry: string, directory: string, { names, target }: NativePackages): void {
  buildSync({
    entryPoints: [join(ROOT, entry)],
    outdir: directory,
    entryNames: 'index',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: REQUIRE },
    minify: true,
    external: [...names],
    legalComments: 'none',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': join(ROOT, 'infra/aws/environment-credentials.ts'),
      bowser: join(ROOT, 'infra/aws/no-bowser.ts'),
      'thread-stream': join(ROOT, 'infra/aws/no-thread-stream.ts'),
    },
    absWorkingDir: ROOT,
    logLevel: 'error',
  });
  addNativePackages(names, directory, target);
}
