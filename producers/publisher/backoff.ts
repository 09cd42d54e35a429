/** How long to wait before trying again: exponential, capped, with full jitter so that many publishers spread out. */

export interface Backoff {
  /** The longest wait before the second attempt. */
  readonly baseMs: number;
  /** The longest wait before any attempt. */
  readonly capMs: number;
}

/** Milliseconds to wait after the given attempt (1 for the first) has failed; `random` is uniform in [0, 1). */
export function backoffMs({ baseMs, capMs }: Backoff, attempt: number, random: () => number): number {
  return random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}
