/** What a recorder remembers of the logs it used last: the identities in each, so that most appends need no read. */

export interface KnownLogs {
  /** The fingerprints of the order's log, version 1 first; the caller adds to it as the log grows. */
  get(order: string): number[] | undefined;
  set(order: string, fingerprints: number[]): number[];
}

/** Remembers the `maxOrders` logs used last, at 8 bytes an event. */
export function knownLogs(maxOrders = 5_000): KnownLogs {
  const logs = new Map<string, number[]>();
  return {
    get(order) {
      const log = logs.get(order);
      if (log !== undefined) {
        logs.delete(order);
        logs.set(order, log);
      }
      return log;
    },
    set(order, fingerprints) {
      logs.set(order, fingerprints);
      const [leastRecent] = logs.keys();
      if (logs.size > maxOrders && leastRecent !== undefined) logs.delete(leastRecent);
      return fingerprints;
    },
  };
}
