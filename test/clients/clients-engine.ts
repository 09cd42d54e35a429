/** An engine with every service and no stack, for clients that are processes of their own. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { allows } from '../../infra/local/iam/allows.ts';
import { callerOf } from '../../infra/local/iam/credentials.ts';
import { lambdaPerformer } from '../../infra/local/lambda/runtime/lambda-performer.ts';
import { everyService } from '../../infra/local/shell/every-service.ts';
import type { LogLine } from '../../infra/local/shell/log.ts';
import { startEngine, type RunningEngine } from '../../infra/local/shell/start-engine.ts';

/** Debian's packages `awscli` and `python3-boto3`; the pipeline installs them. */
export const AWS_CLI = '/usr/bin/aws';
export const PYTHON = '/usr/bin/python3';

/** Without them the tests are skipped, but not in the pipeline, where they then fail. */
export const CLIENTS_MISSING =
  process.env['CI'] === undefined && !(existsSync(AWS_CLI) && existsSync('/usr/lib/python3/dist-packages/boto3'));

export interface ClientsEngine extends RunningEngine {
  /** Warnings and errors of the engine: bugs, whatever the client made of them. */
  readonly complaints: LogLine[];
}

export async function startClientsEngine(): Promise<ClientsEngine> {
  const complaints: LogLine[] = [];
  const urls = { aws: '', http: '' };
  const running = await startEngine({
    awsPort: 0,
    httpPort: 0,
    services: everyService({ awsUrl: () => urls.aws, httpUrl: () => urls.http }),
    callerOf,
    allows,
    performer: ({ engine, awsUrl }) => lambdaPerformer({ engine, endpointUrl: awsUrl, onLog: () => undefined }),
    log: (line) => {
      if (line.level !== 'info') complaints.push(line);
    },
  });
  [urls.aws, urls.http] = [running.awsUrl, running.httpUrl];
  return { ...running, complaints };
}

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, with credentials of account 000000000000 in its environment and nobody's configuration. */
export function runClient(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const client = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: '/nonexistent',
      AWS_ACCESS_KEY_ID: '000000000000',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
      ...environment,
    },
  });
  const said = { stdout: '', stderr: '' };
  client.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  client.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return new Promise<Finished>((resolve, reject) => {
    client.on('error', reject);
    client.on('close', (status) => resolve({ status, ...said }));
  });
}
