/** Bundles each function's entry once in a synthesis, and leaves nothing behind: CDK copies what it deploys. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, type NativePackages } from './bundle.ts';

const directories = new Map<string, string>();

process.once('exit', () => {
  for (const directory of directories.values()) rmSync(directory, { recursive: true, force: true });
});

/** The directory with the bundle of `entry`; gone when the process ends. */
export function bundled(entry: string, native: NativePackages): string {
  const known = directories.get(entry);
  if (known !== undefined) return known;
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-bundle-'));
  directories.set(entry, directory);
  bundle(entry, directory, native);
  return directory;
}
