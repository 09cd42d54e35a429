/** `orderlog up` as a process of its own, as a person starts it. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** A program and its first arguments. */
type Command = readonly [string, ...string[]];

const ORDERLOG_UP: Command = [process.execPath, `${ROOT}infra/cli/orderlog.mjs`, 'up'];
export const NPM_START: Command = ['npm', 'start', '--'];

export interface UpProcess {
  readonly child: ChildProcess;
  readonly http: string;
  readonly aws: string;
  /** Everything printed on stdout so far. */
  stdout(): string;
  stderr(): string;
  /** Ends the process with the signal; its exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const FREE_PORTS = ['--port', '0', '--aws-port', '0'];

/** Waits for the ready line; throws with what was printed if the process ends instead. */
export async function startUp(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  command: Command = ORDERLOG_UP,
): Promise<UpProcess> {
  const { child, output } = launch([...FREE_PORTS, ...args], env, command);
  const ready = /^orderlog ready http=(\S+) aws=(\S+)$/m;
  while (!ready.test(output.stdout)) {
    if (child.exitCode !== null) throw new Error(`up ended with ${child.exitCode}: ${output.stderr}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
  const [, http = '', aws = ''] = ready.exec(output.stdout) ?? [];
  return {
    child,
    http,
    aws,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    async end(signal) {
      const exited = once(child, 'close');
      child.kill(signal);
      const [code, by] = (await exited) as [number | null, NodeJS.Signals | null];
      return code ?? by ?? 'SIGKILL';
    },
  };
}

/** Runs `orderlog up` to its end. */
export async function runUp(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const { child, output } = launch(args, env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

function launch(args: readonly string[], env: NodeJS.ProcessEnv, [program, ...first]: Command = ORDERLOG_UP) {
  const child = spawn(program, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (output.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output.stderr += text.toString()));
  return { child, output };
}
