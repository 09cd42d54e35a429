/** Replaces the code of a function of a running system, as a deployment would. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient, ListFunctionsCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { bundle } from '../../infra/cdk/bundle.ts';
import type { LocalSystem } from './local-system.ts';

/** `part` of the function's name tells it from all others; `entry` is a path from the repository's root. */
export async function replaceCode({ access }: LocalSystem, part: string, entry: string): Promise<void> {
  const lambda = new LambdaClient(access);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const [name, ...others] = Functions.map(({ FunctionName = '' }) => FunctionName).filter((one) => one.includes(part));
  if (name === undefined || others.length > 0) throw new Error(`not one function is called ${part}`);
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zipped(entry) }));
}

function zipped(entry: string): Uint8Array {
  const directory = mkdtempSync(join(tmpdir(), 'orderlog-code-'));
  try {
    bundle(entry, directory, { names: [], target: 'host' });
    const files = readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))] as const);
    return zipSync(Object.fromEntries(files));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
