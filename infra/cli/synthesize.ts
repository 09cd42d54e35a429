/** Runs the CDK app for this machine, in a process of its own. */

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The CDK app failed; the message holds what it printed. */
export class SynthesisFailed extends Error {
  constructor(output: string) {
    super(`The CDK app failed (node infra/cdk/app.ts):\n${output.trim()}`);
    this.name = 'SynthesisFailed';
  }
}

/** Leaves the cloud assembly in `directory`; `given` as `cdk`'s `-c`. Rejects with `SynthesisFailed`. */
export async function synthesize(directory: string, given: Readonly<Record<string, string>> = {}): Promise<void> {
  const context = JSON.stringify({ ...sharedContext(), local: 'true', ...given });
  const child = spawn(process.execPath, ['infra/cdk/app.ts'], {
    cwd: ROOT,
    env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: context },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new SynthesisFailed(output);
}

/** What `cdk` itself would read from `cdk.json`. */
function sharedContext(): Record<string, unknown> {
  const file = join(ROOT, 'cdk.json');
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { context?: Record<string, unknown> }).context ?? {};
}
