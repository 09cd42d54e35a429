/** The terminal of this very process. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Terminal } from './terminal.ts';

/** The first Ctrl-C interrupts the command, which then ends by itself; the second ends the process at once. */
export function processTerminal(): Terminal {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  process.stdout.on('error', endQuietlyOnClosedPipe);
  return {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY,
    env: process.env,
    now: () => Date.now(),
    sleep: (ms) => wait(ms, undefined, { signal: interruption.signal }).catch(() => undefined),
    interrupted: interruption.signal,
  };
}

/** `orderlog events ID | head -1` is no failure. */
function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
