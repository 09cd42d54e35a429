/** The event store in memory: the port at its plainest, held to the same contract as the one on DynamoDB. */

import type { EventStore, LogEntry } from '../../domain/ports/event-store.ts';

export interface MemoryEventStore extends EventStore {
  /** An order's log, version 1 first. */
  log(order: string): readonly LogEntry[];
}

export function memoryEventStore(): MemoryEventStore {
  const logs = new Map<string, LogEntry[]>();
  const log = (order: string): LogEntry[] => logs.get(order) ?? [];
  return {
    log,
    head: async (order) => log(order).at(-1),
    at: async (order, version) => log(order)[version - 1],
    async *after(order, version) {
      yield* log(order).slice(version);
    },
    async append(entry) {
      const taken = log(entry.order)[entry.version - 1];
      if (taken !== undefined) return taken;
      logs.set(entry.order, [...log(entry.order), entry]);
      return 'appended';
    },
  };
}
