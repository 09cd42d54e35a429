/** Puts a function's archive on disk, once, where a sandbox can load it from. */

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/** Unpacks into `<root>/<name>` unless that exists; returns the directory. Names that lead out of it are refused. */
export function unpackArchive(archive: Uint8Array, root: string, name: string): string {
  const directory = join(root, name);
  if (existsSync(directory)) return directory;
  mkdirSync(root, { recursive: true });
  const unfinished = mkdtempSync(join(root, 'unpacking-'));
  try {
    for (const [path, content] of Object.entries(unzipSync(archive))) writeEntry(unfinished, path, content);
    renameSync(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return directory;
}

function writeEntry(directory: string, path: string, content: Uint8Array): void {
  const target = resolve(directory, path);
  if (!target.startsWith(directory + sep)) throw new Error(`The archive's entry ${path} leads out of its directory.`);
  if (path.endsWith('/')) return void mkdirSync(target, { recursive: true });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
