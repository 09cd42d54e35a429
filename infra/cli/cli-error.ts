/** The two ways a command ends badly: it could not do its work, or it was not told properly what to do. */

export interface CliError extends Error {
  readonly code: 'Failed' | 'Misused';
}

/** Exit code 1. `message` says what went wrong and what to do about it. */
export function failed(message: string, cause?: unknown): CliError {
  return Object.assign(new Error(message, { cause }), { code: 'Failed' as const });
}

/** Exit code 2. `message` says what is wrong with the arguments. */
export function misused(message: string): CliError {
  return Object.assign(new Error(message), { code: 'Misused' as const });
}

export function isCliError(error: unknown): error is CliError {
  return error instanceof Error && 'code' in error && (error.code === 'Failed' || error.code === 'Misused');
}
