/** Why a port could not do what it was asked: what a caller may retry, and what it never should. */

/** Transient: the same call may succeed later. */
export interface Unavailable extends Error {
  readonly code: 'Unavailable';
}

/** The port's resource is not reachable, throttled or overloaded right now. */
export function unavailable(what: string, cause: unknown): Unavailable {
  return Object.assign(new Error(`${what} is unavailable`, { cause }), { code: 'Unavailable' as const });
}

export function isUnavailable(error: unknown): error is Unavailable {
  return error instanceof Error && 'code' in error && error.code === 'Unavailable';
}
