/** The relay: announces what was recorded. It may announce twice, and in any order; consumers go by the version. */

import type { EventBus } from '../../domain/ports/event-bus.ts';
import type { LogEntry } from '../../domain/ports/event-store.ts';
import { recordedEvent } from '../../domain/recorded-event.ts';

/** A log entry as the event store's stream brought it. */
export interface StreamedEntry {
  /** Its place in the stream. */
  readonly sequenceNumber: string;
  readonly entry: LogEntry;
}

export interface RelayedBatch {
  readonly relayed: number;
  /** The first entry the bus did not take; the stream brings everything from there again. */
  readonly stoppedAt?: { readonly sequenceNumber: string; readonly cause: Error };
}

/** Throws `Unavailable` as the bus does. */
export async function relayBatch(bus: EventBus, streamed: readonly StreamedEntry[]): Promise<RelayedBatch> {
  const outcomes = await bus.put(
    streamed.map(({ entry }) => ({
      source: entry.event.source,
      type: entry.event.type,
      time: entry.recordedTime,
      detail: recordedEvent(entry),
    })),
  );
  const firstFailed = outcomes.findIndex((outcome) => outcome !== undefined);
  const failed = streamed[firstFailed];
  const cause = outcomes[firstFailed];
  const relayed = outcomes.filter((outcome) => outcome === undefined).length;
  return failed && cause ? { relayed, stoppedAt: { sequenceNumber: failed.sequenceNumber, cause } } : { relayed };
}
