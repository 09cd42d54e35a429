/** Says whether two events with one identity say the same: a retry of one event, or an id used twice. */

import { canonicalJson } from './canonical-json.ts';
import { canonicalTime } from './instant.ts';

/** What an event says; trace, correlation and causation ids may differ between retries. */
export interface EventContent {
  readonly type: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly dataschema: string;
  readonly data: unknown;
}

/** True if type, subject, time (as an instant), dataschema and data are equal. */
export function sameContent(a: EventContent, b: EventContent): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf({ type, subject, time, dataschema, data }: EventContent): string {
  return canonicalJson([type, subject, canonicalTime(time) ?? time, dataschema, data]);
}
