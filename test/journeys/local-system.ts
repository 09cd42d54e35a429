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
  command(...args: string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** GET of its HTTP API, as JSON. */
  get<T>(path: string): Promise<T>;
}

/** A directory for the data of one system. */
export function dataDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'orderlog-journey-'));
}

const ENTRY = fileURLToPath(new URL('../../infra/cli/orderlog.mjs', import.meta.url));

/** Starts the system on the directory, or goes on with what an earlier one left there. */
export async function startSystem(data: string): Promise<LocalSystem> {
  const up = await startUp(['--data', data, '--template', inject('assembly')]);
  const stack = await findStack(systemAt({ aws: up.aws, http: up.http }));
  return {
    ...up,
    access: stack.aws,
    output: stack.output,
    tables: () => stackTables(stack),
    command: (...args) =>
      new Promise((resolve) => {
        const env = { ...process.env, ORDERLOG_DATA: data };
        execFile(process.execPath, [ENTRY, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
        });
      }),
    get: async <T>(path: string) => (await (await fetch(`${up.http}${path}`)).json()) as T,
  };
}

/** Audits until nothing is wrong or the time is up; the last audit. */
export async function settledAudit({ tables }: Pick<LocalSystem, 'tables'>, patienceMs = 60_000): Promise<Audit> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const result = await audit(auditParts(await tables()));
    if (result.ok || Date.now() > deadline) return result;
  }
}
