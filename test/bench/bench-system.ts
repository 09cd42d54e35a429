/** A system of its own for one measurement, as `orderlog up` starts it. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startUp } from '../infra/cli/up/up-process.ts';

export interface BenchSystem {
  readonly http: string;
  readonly aws: string;
  /** Runs an `orderlog` command against it; its stdout. */
  command(...args: string[]): Promise<string>;
  /** The most memory its process has held, in MB. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL('../../infra/cli/orderlog.mjs', import.meta.url));

export async function startBenchSystem(assembly: string): Promise<BenchSystem> {
  const data = mkdtempSync(join(tmpdir(), 'orderlog-bench-data-'));
  const { http, aws, child, end } = await startUp(['--data', data, '--template', assembly]);
  return {
    http,
    aws,
    command: (...args) =>
      new Promise((resolve, reject) => {
        const env = { ...process.env, ORDERLOG_DATA: data };
        execFile(process.execPath, [ENTRY, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout) => {
          if (error) reject(new Error(`orderlog ${args.join(' ')} failed`, { cause: error }));
          else resolve(stdout);
        });
      }),
    peakMegabytes() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
