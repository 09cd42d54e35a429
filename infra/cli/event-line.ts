/** One recorded event as a line for people. */

import type { RecordedCloudEvent } from '../../domain/recorded-event.ts';

/** Version, time, type, source, id; the order first if `withOrder`. */
export function eventLine(event: RecordedCloudEvent, { withOrder = false } = {}): string {
  const { subject, sequence, time, type, source, id } = event;
  return `${withOrder ? `${subject} ` : ''}${String(sequence).padStart(3)}  ${time}  ${type.padEnd(22)}  ${source}  ${id}`;
}
