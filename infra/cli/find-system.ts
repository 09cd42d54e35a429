/** Finds the system a command is about: one running on this machine, or a stack deployed on AWS. */

import { resolve } from 'node:path';
import type { AwsAccess } from '../aws/aws-access.ts';
import { readUpFile } from '../local/shell/data-directory.ts';
import { failed, misused } from './cli-error.ts';
import type { Terminal } from './terminal.ts';

export interface System {
  readonly stackName: string;
  /** Missing where only the HTTP API's address is known. */
  readonly aws: AwsAccess | undefined;
  /** URL of the HTTP API; missing where the stack's outputs have to tell. */
  readonly httpUrl: string | undefined;
  /** What to do when it does not answer. */
  readonly advice: string;
}

export interface SystemOptions {
  readonly data?: string | undefined;
  readonly stage?: string | undefined;
}

const STACK = 'Orderlog';
/** The engine takes any credentials: these belong to its default account. */
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** Throws `CliError` where no system is to be found. */
export function findSystem({ data, stage }: SystemOptions, { env }: Pick<Terminal, 'env'>): System {
  if (stage !== undefined) return deployed(stage);
  const directory = resolve(data ?? env['ORDERLOG_DATA'] ?? '.orderlog');
  const upFile = readUpFile(directory);
  const endpoint = env['AWS_ENDPOINT_URL'] ?? upFile?.aws;
  const httpUrl = env['ORDERLOG_URL'] ?? upFile?.http;
  if (endpoint === undefined && httpUrl === undefined) {
    throw failed(`nothing is running on ${directory}: start it with "npm start", or say with --data where it runs.`);
  }
  return systemAt({ aws: endpoint, http: httpUrl });
}

/** The system that answers at these URLs on this machine. */
export function systemAt({
  aws,
  http,
}: {
  readonly aws: string | undefined;
  readonly http: string | undefined;
}): System {
  return {
    stackName: STACK,
    aws: aws === undefined ? undefined : { ...LOCAL, endpoint: aws },
    httpUrl: http,
    advice: 'Is it running? Start it with "npm start".',
  };
}

function deployed(stage: string): System {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,99}$/.test(stage)) throw misused(`--stage must be a name, not "${stage}".`);
  return {
    stackName: stage === 'default' ? STACK : `${STACK}-${stage}`,
    aws: {},
    httpUrl: undefined,
    advice: 'Check your AWS credentials and Region.',
  };
}
