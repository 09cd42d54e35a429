/** What a command has of the world around it, so that tests can give it another. */

import type { Readable } from 'node:stream';

export interface Terminal {
  readonly stdin: Readable;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and complaints. */
  readonly err: (text: string) => void;
  /** Whether somebody watches what goes to `err`: a bar may be redrawn there. */
  readonly watched: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after that many milliseconds, or as soon as the command is interrupted. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborts when the command is to stop: Ctrl-C. */
  readonly interrupted: AbortSignal;
}
