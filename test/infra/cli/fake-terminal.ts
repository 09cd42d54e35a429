/** A terminal that remembers what is written to it, with a clock that moves only when somebody sleeps. */

import { Readable } from 'node:stream';
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
}

export function fakeTerminal({ stdin = '', env = {}, watched = false }: FakeTerminalOptions = {}): FakeTerminal {
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
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
    interrupted: interruption.signal,
    interrupt: () => interruption.abort(),
  };
}
