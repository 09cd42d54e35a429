/** A terminal that remembers what is written to it; unless told otherwise its clock moves only when somebody sleeps. */

import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Terminal } from '../../../infra/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  /** Everything written to stdout. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly interrupt: () => void;
}

export interface FakeTerminalOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly watched?: boolean;
  /** Sleep for real: there is somebody else to wait for. */
  readonly realTime?: boolean;
}

export function fakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const { stdin = '', env = {}, watched = false, realTime = false } = options;
  const written = { out: '', err: '' };
  const interruption = new AbortController();
  let now = 0;
  return {
    stdin: Readable.from([stdin]),
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    stdout: () => written.out,
    stderr: () => written.err,
    watched,
    env,
    now: () => (realTime ? Date.now() : now),
    async sleep(ms) {
      now += ms;
      if (realTime) await setTimeout(ms);
    },
    interrupted: interruption.signal,
    interrupt: () => interruption.abort(),
  };
}
