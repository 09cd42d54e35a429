/** What the engine has to say about itself. */

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly error?: unknown;
}

export type Log = (line: LogLine) => void;
