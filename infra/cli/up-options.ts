/** The arguments of `orderlog up`. */

import { resolve } from 'node:path';
import { misused } from './cli-error.ts';
import { parseArguments, wholeNumber } from './parse-arguments.ts';
import type { Terminal } from './terminal.ts';

export interface UpOptions {
  /** Absolute; undefined to keep everything in memory. */
  readonly dataDir: string | undefined;
  readonly httpPort: number;
  readonly awsPort: number;
  /** How long an event takes to arrive in an archive, in milliseconds. */
  readonly archiveLagMs: number;
  /** An existing cloud assembly, in place of synthesizing one. */
  readonly template: string | undefined;
  /** Print what is ignored, and start nothing. */
  readonly explain: boolean;
}

const OPTIONS = {
  data: { type: 'string' },
  memory: { type: 'boolean', default: false },
  port: { type: 'string', default: '4100' },
  'aws-port': { type: 'string', default: '4566' },
  'archive-lag': { type: 'string', default: '0' },
  template: { type: 'string' },
  explain: { type: 'boolean', default: false },
} as const;

/** Throws `CliError` with the code `Misused`. */
export function upOptions(args: readonly string[], { env }: Pick<Terminal, 'env'>): UpOptions {
  const { values } = parseArguments(args, OPTIONS);
  if (values.memory && values.data !== undefined) throw misused('--memory keeps no data: leave out --data.');
  const httpPort = portNumber(values.port, '--port');
  const awsPort = portNumber(values['aws-port'], '--aws-port');
  if (httpPort === awsPort && httpPort !== 0) throw misused('--port and --aws-port must differ.');
  return {
    dataDir: values.memory ? undefined : resolve(values.data ?? env['ORDERLOG_DATA'] ?? '.orderlog'),
    httpPort,
    awsPort,
    archiveLagMs: wholeNumber(values['archive-lag'], '--archive-lag', 0) * 1000,
    template: values.template === undefined ? undefined : resolve(values.template),
    explain: values.explain,
  };
}

function portNumber(text: string, option: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw misused(`${option} must be a number from 0 to 65535, not "${text}".`);
  return port;
}
