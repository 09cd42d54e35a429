/** A running system as a test uses it: its process, its tables, its commands. */

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { AwsAccess } from '../../infra/aws/aws-access.ts';
import type { ReadTables } from '../../infra/aws/read-tables.ts';
import { audit, type Audit } from '../../infra/cli/verify/audit.ts';
import { auditParts } from '../../infra/cli/verify/audit-parts.ts';
import { findStack } from '../../infra/cli/find-stack.ts';
import { systemAt } from '../../infra/cli/find-system.ts';
import { stackTables } from '../../infra/cli/stack-tables.ts';
import { startUp, type UpProcess } from '../infra/cli/up/up-process.ts';

export interface LocalSystem extends UpProcess {
  readonly access: AwsAccess;
  output(name: string): string;
  /** Those of the generations that are served now. */
  tables(): Promise<ReadTables>;
  /** Runs an `orderlog` command against it. */
  command(...args: string[]): Promise<CommandResult>;
  /** Starts one that may be killed before its end. */
  runCommand(...args: string[]): RunningCommand;
  /** GET of its HTTP API, as JSON. */
  get<T>(path: string): Promise<T>;
}

export interface CommandResult {
  /** NaN where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  kill(): void;
}

/** A directory for the data of one system. */
export function dataDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'orderlog-journey-'));
}

const ENTRY = fileURLToPath(new URL('../../infra/cli/orderlog.mjs', import.meta.url));

export interface StartOptions {
  /** The directory of another cloud assembly than that of all tests. */
  readonly assembly?: string;
  /** Further arguments of `orderlog up`. */
  readonly args?: readonly string[];
}

/** Starts the system on the directory, or goes on with what an earlier one left there. */
export async function startSystem(
  data: string,
  { assembly = inject('assembly'), args = [] }: StartOptions = {},
): Promise<LocalSystem> {
  const up = await startUp(['--data', data, '--template', assembly, ...args]);
  const stack = await findStack(systemAt({ aws: up.aws, http: up.http }));
  return {
    ...up,
    access: stack.aws,
    output: stack.output,
    tables: () => stackTables(stack),
    command: (...args) => runCommand(data, args).ended,
    runCommand: (...args) => runCommand(data, args),
    get: async <T>(path: string) => (await (await fetch(`${up.http}${path}`)).json()) as T,
  };
}

function runCommand(data: string, args: readonly string[]): RunningCommand {
  const { promise: ended, resolve } = Promise.withResolvers<CommandResult>();
  const env = { ...process.env, ORDERLOG_DATA: data };
  const child = execFile(process.execPath, [ENTRY, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
    resolve({ code: error === null ? 0 : Number(error.code ?? NaN), stdout, stderr });
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}

const PATIENCE_MS = 120_000;

/** Audits until nothing is wrong, with so many events recorded if told, or the time is up; the last audit. */
export async function settledAudit({ tables }: Pick<LocalSystem, 'tables'>, events?: number): Promise<Audit> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await audit(auditParts(await tables()));
    const settled = result.ok && (events === undefined || result.events === events);
    if (settled || Date.now() > deadline) return result;
  }
}
