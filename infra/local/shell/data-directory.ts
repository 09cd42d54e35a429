/** The directory that holds one running system's data: locked by its process, and where others find that process. */

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The content of `up.json`: how the other commands find a running system. */
export interface UpFile {
  readonly pid: number;
  /** URL of the HTTP API. */
  readonly http: string;
  /** URL of the AWS wire protocols. */
  readonly aws: string;
  /** Absolute path of the data directory. */
  readonly data: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** The engine's database. */
  readonly database: string;
  /** Writes `up.json`: from now on the other commands find the system. */
  announce(upFile: Omit<UpFile, 'data'>): void;
  /** Removes `up.json` and gives the lock back. */
  close(): void;
}

/** Another process runs on the directory. */
export class DirectoryInUse extends Error {
  constructor(directory: string, pid: number | undefined) {
    const who = pid === undefined ? 'another process' : `process ${pid}`;
    super(`The data directory ${directory} is in use by ${who}: stop that one first, or choose another with --data.`);
    this.name = 'DirectoryInUse';
  }
}

/**
 * Creates the directory if needed and locks it. The lock is SQLite's, thus the operating system's, on a file of its
 * own: it ends with the process, however that dies. Throws `DirectoryInUse`.
 */
export function openDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  mkdirSync(path, { recursive: true });
  const lock = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new DirectoryInUse(path, readUpFile(path)?.pid);
  }
  const upFile = join(path, 'up.json');
  rmSync(upFile, { force: true });
  return {
    path,
    database: join(path, 'engine.sqlite'),
    announce(content) {
      writeFileSync(`${upFile}.new`, `${JSON.stringify({ ...content, data: path }, null, 2)}\n`);
      renameSync(`${upFile}.new`, upFile);
    },
    close() {
      rmSync(upFile, { force: true });
      lock.close();
    },
  };
}

/** The `up.json` of a directory, if it has one; the process it names may be long gone. */
export function readUpFile(directory: string): UpFile | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'up.json'), 'utf8')) as UpFile;
  } catch {
    return undefined;
  }
}
