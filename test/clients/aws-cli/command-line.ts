/** The AWS CLI against an engine of its own, for the tests of one file. */

import { afterAll, beforeAll, expect } from 'vitest';
import { AWS_CLI, CLIENTS_MISSING, runClient, startClientsEngine, type ClientsEngine } from '../clients-engine.ts';

export interface CommandLine {
  /** The engine, once the tests run. */
  readonly engine: () => ClientsEngine;
  /** What a command prints, which ends well. Such as `print('s3', 'ls')`. */
  readonly print: (...args: readonly string[]) => Promise<string>;
  /** The same, read as JSON; a command that prints nothing answers `{}`. */
  readonly aws: <Output = Record<string, unknown>>(...args: readonly string[]) => Promise<Output>;
  /** What a command says on stderr, which fails. */
  readonly refusal: (...args: readonly string[]) => Promise<string>;
}

export function commandLine(): CommandLine {
  let running: ClientsEngine | undefined;
  beforeAll(async () => {
    if (!CLIENTS_MISSING) running = await startClientsEngine();
  });
  afterAll(async () => {
    await running?.close();
    expect(running?.complaints ?? []).toEqual([]);
  });

  function engine(): ClientsEngine {
    if (running === undefined) throw new Error('The engine is not running.');
    return running;
  }

  const run = (args: readonly string[]) =>
    runClient(AWS_CLI, ['--endpoint-url', engine().awsUrl, '--output', 'json', ...args]);

  async function print(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await run(args);
    if (status !== 0) throw new Error(`aws ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  return {
    engine,
    print,
    aws: async <Output>(...args: readonly string[]) => JSON.parse((await print(...args)) || '{}') as Output,
    async refusal(...args) {
      const { status, stderr } = await run(args);
      expect(status).not.toBe(0);
      return stderr.trim();
    },
  };
}
