/** `orderlog up`: synthesizes the CDK app and runs its template on this machine, until it is told to stop. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { DirectoryInUse } from '../local/shell/data-directory.ts';
import { runLocalStack } from '../local/shell/run-local-stack.ts';
import type { RunningStack } from '../local/shell/run-stack.ts';
import { readAssembly, type Assembly } from '../local/template/read-assembly.ts';
import { TemplateProblems } from '../local/template/template.ts';
import { beginReadModels } from './begin-read-models.ts';
import { failed, isCliError } from './cli-error.ts';
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { findStack } from './find-stack.ts';
import { systemAt } from './find-system.ts';
import { synthesize, SynthesisFailed } from './synthesize.ts';
import type { Terminal } from './terminal.ts';
import { upLog, type UpLog } from './up-log.ts';
import { upOptions, type UpOptions } from './up-options.ts';

export const upCommand: Command = {
  usage: 'up [--data DIR | --memory] [--port N] [--aws-port N] [--archive-lag SECONDS] [--template DIR] [--explain]',
  help: `
Runs everything on this machine: the HTTP API on 127.0.0.1:4100, and AWS's own protocols on 127.0.0.1:4566 for any AWS
SDK, the AWS CLI or boto3. When everything answers it prints one line on stdout:

  orderlog ready http=URL aws=URL

  --data DIR             keep the data there (default: $ORDERLOG_DATA, else .orderlog)
  --memory               keep the data in memory, and forget it at the end
  --port N               port of the HTTP API (default 4100; 0 for any free one)
  --aws-port N           port of the AWS protocols (default 4566; 0 for any free one)
  --archive-lag SECONDS  what an event takes to arrive in the archive (default 0; on AWS it may be 10 minutes)
  --template DIR         run the output of an earlier "cdk synth" instead of synthesizing
  --explain              list what of the template has no effect here, and why; start nothing

ORDERLOG_LOG=json leaves the functions' log lines as they are. Ctrl-C or SIGTERM stops it cleanly.
`,
  async run(args, terminal) {
    const options = upOptions(args, terminal);
    const scratch = mkdtempSync(join(tmpdir(), 'orderlog-up-'));
    try {
      if (options.explain) return explain(await assemblyIn(scratch, options), terminal);
      return await up(options, scratch, terminal);
    } catch (error) {
      throw explained(error, options);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function up(options: UpOptions, scratch: string, terminal: Terminal): Promise<0> {
  const stopping = toldToStop(terminal);
  const log = logFor(terminal);
  const running = await start(options, scratch, log);
  const { httpUrl, awsUrl, directory } = running;
  try {
    log.progress('starting the read models');
    const system = systemAt({ aws: awsUrl, http: httpUrl });
    await beginReadModels(await findStack({ ...system, stackName: running.stack.name }), terminal.now);
    const startedAt = new Date(terminal.now()).toISOString();
    directory?.announce({ pid: process.pid, http: httpUrl, aws: awsUrl, startedAt });
    terminal.out(`orderlog ready http=${httpUrl} aws=${awsUrl}\n`);
    await stopping;
    log.progress('stopping');
  } finally {
    await running.close();
  }
  return 0;
}

function start(options: UpOptions, scratch: string, log: UpLog): Promise<RunningStack> {
  const { dataDir, httpPort, awsPort, archiveLagMs } = options;
  return runLocalStack({
    dataDir,
    httpPort,
    awsPort,
    serviceOptions: { archiveLagMs },
    log: (line) => log.engine(line),
    onFunctionLog: ({ functionName, text }) => log.function(functionName, text),
    async assembly() {
      if (options.template === undefined) log.progress('synthesizing the CDK app');
      const assembly = await assemblyIn(join(dataDir ?? scratch, 'cdk.out'), options);
      log.progress(`applying the template of ${assembly.stackName}`);
      return assembly;
    },
  });
}

/** The template asked for, or that of the CDK app, synthesized into `directory`. */
async function assemblyIn(directory: string, { template }: UpOptions): Promise<Assembly> {
  if (template === undefined) await synthesize(directory);
  return readAssembly(template ?? directory);
}

/** Ctrl-C, SIGTERM, or the terminal going away. */
async function toldToStop({ interrupted }: Terminal): Promise<void> {
  if (interrupted.aborted) return;
  await Promise.race([once(interrupted, 'abort'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
}

function logFor({ env, err, now, watched }: Terminal): UpLog {
  return upLog({
    write: err,
    now,
    json: env['ORDERLOG_LOG'] === 'json',
    color: watched && env['NO_COLOR'] === undefined,
  });
}

/** What to do about a failure that is no bug of ours. */
function explained(error: unknown, { httpPort, awsPort }: UpOptions): unknown {
  if (isCliError(error)) return error;
  if (error instanceof DirectoryInUse || error instanceof TemplateProblems || error instanceof SynthesisFailed)
    return failed(error.message, error);
  const { code, port, syscall } = error as { code?: unknown; port?: unknown; syscall?: unknown };
  if (syscall === 'mkdir')
    return failed(`the data directory cannot be made (${String(code)}): choose another with --data.`, error);
  if (code === 'EADDRINUSE') {
    const option = port === awsPort ? '--aws-port' : port === httpPort ? '--port' : '--port or --aws-port';
    return failed(
      `port ${String(port)} is taken: stop what uses it, or choose another with ${option} (0 for any free one).`,
      error,
    );
  }
  return error;
}
