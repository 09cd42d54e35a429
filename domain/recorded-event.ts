/** A recorded event as consumers see it: the CloudEvent with its version and the time it was recorded. */

import type { LogEntry, StoredEvent } from './ports/event-store.ts';

export interface Recorded {
  /** The event's version in its order's log. */
  readonly sequence: number;
  /** RFC 3339. */
  readonly recordedtime: string;
}

export type RecordedCloudEvent = StoredEvent & Recorded;

export function recordedEvent({ event, version, recordedTime }: LogEntry): RecordedCloudEvent {
  return { ...event, sequence: version, recordedtime: recordedTime };
}
