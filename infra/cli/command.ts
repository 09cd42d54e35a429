/** What every command of the CLI is. */

import type { Terminal } from './terminal.ts';

export interface Command {
  /** What follows `orderlog`, such as `order ID [--as-of VERSION|TIME]`. */
  readonly usage: string;
  /** The text of `--help` below the usage: what it does, its options, an example. */
  readonly help: string;
  /** Does the work and returns the exit code: 0 done, 1 failed. Throws `CliError`. */
  run(args: readonly string[], terminal: Terminal): Promise<0 | 1>;
}

/** A command as the dispatcher knows it before it is needed: loading one loads its dependencies. */
export interface CommandEntry {
  /** One line for the overview. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
