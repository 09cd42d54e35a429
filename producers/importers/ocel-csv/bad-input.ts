/** The error for a file that cannot be imported: where in it, what is wrong, and what to do. */

export interface BadInput extends Error {
  readonly code: 'BadInput';
}

export interface Place {
  /** Line of the file, from 1; where a row takes several, its last. */
  readonly line: number;
  /** The column's name. */
  readonly column?: string;
}

/** `what` says what is wrong and, after a colon, what to do. */
export function badInput({ line, column }: Place, what: string): BadInput {
  const where = column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
  return Object.assign(new Error(`${where}: ${what}`), { code: 'BadInput' as const });
}

export function isBadInput(error: unknown): error is BadInput {
  return error instanceof Error && 'code' in error && error.code === 'BadInput';
}
