/** How long to wait before something is tried again: ever longer, and not all at the same moment. */

export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Milliseconds: doubled with each failure before this one up to the longest, then shortened by up to a half at random. */
export function backoffMs({ firstMs, longestMs }: Backoff, failuresBefore: number, random: () => number): number {
  return Math.ceil(Math.min(longestMs, firstMs * 2 ** failuresBefore) * (0.5 + random() / 2));
}
