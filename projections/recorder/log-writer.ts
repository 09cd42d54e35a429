/**
 * Appends an event to its order's log exactly once, however old the duplicate and however many writers race.
 *
 * A writer that knows every identity up to version n may append at n + 1: if the store takes it, nobody else has
 * appended since, so the knowledge was complete. If the version is taken, it learns what it missed and looks again.
 */

import type { EventStore, LogEntry, StoredEvent } from '../../domain/ports/event-store.ts';
import { sameContent } from '../../domain/same-content.ts';
import { decodeDigest, digestStart, encodeDigest, fingerprint } from './identity-digest.ts';
import type { KnownLogs } from './known-logs.ts';

export type Outcome =
  | { readonly type: 'recorded'; readonly version: number }
  /** The same event had been recorded before. */
  | { readonly type: 'duplicate'; readonly version: number }
  /** Another event with this identity had been recorded before. */
  | { readonly type: 'reused-id'; readonly version: number };

export interface LogWriter {
  /** Calls for one order must not overlap. Throws `Unavailable` as the store does; then nothing is known to have happened. */
  record(event: StoredEvent): Promise<Outcome>;
}

/** `knownLogs` is what this writer remembers between calls; `now` returns the recorded time in milliseconds. */
export function logWriter(store: EventStore, knownLogs: KnownLogs, now: () => number): LogWriter {
  return {
    async record(event) {
      const order = event.subject;
      const known = knownLogs.get(order) ?? knownLogs.set(order, await loadFingerprints(store, order));
      for (;;) {
        const earlier = await findIdentity(store, known, event);
        if (earlier !== undefined) {
          const type = sameContent(earlier.event, event) ? 'duplicate' : 'reused-id';
          return { type, version: earlier.version };
        }
        const version = known.length + 1;
        const recordedTime = new Date(now()).toISOString();
        const appended = await store.append({ order, version, event, recordedTime, identities: encodeDigest(known) });
        if (appended === 'appended') {
          known.push(fingerprint(event));
          return { type: 'recorded', version };
        }
        for await (const entry of store.after(order, known.length)) known.push(fingerprint(entry.event));
      }
    },
  };
}

/** The fingerprints of a whole log, version 1 first, from the chain of digests that starts at its head. */
async function loadFingerprints(store: EventStore, order: string): Promise<number[]> {
  const stretches: number[][] = [];
  let entry = await store.head(order);
  if (entry !== undefined) stretches.push([fingerprint(entry.event)]);
  while (entry !== undefined) {
    stretches.push(decodeDigest(entry.identities));
    const start = digestStart(entry.version);
    entry = start === 0 ? undefined : await store.at(order, start);
  }
  return stretches.reverse().flat();
}

async function findIdentity(
  store: EventStore,
  known: readonly number[],
  event: StoredEvent,
): Promise<LogEntry | undefined> {
  const sought = fingerprint(event);
  for (let at = known.indexOf(sought); at !== -1; at = known.indexOf(sought, at + 1)) {
    const entry = await store.at(event.subject, at + 1);
    if (entry !== undefined && entry.event.source === event.source && entry.event.id === event.id) return entry;
  }
  return undefined;
}
