/** Decides before anything is sent whether the log would take an event, and if not, everything that is wrong with it. */

import { validateEvent } from '../../schemas/validate-event.ts';
import { maySay } from '../../schemas/who-may-say-what.ts';
import type { OrderEvent, Problem } from '../../schemas/validate-event.ts';

export type { OrderEvent, Problem };

/** An event is at most this long, in bytes of JSON; larger content goes elsewhere and is referred to. */
const MAX_EVENT_BYTES = 200 * 1024;

export type Checked =
  { readonly ok: true; readonly event: OrderEvent } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws. The event is returned as it was given. */
export function checkEvent(candidate: unknown): Checked {
  const validated = validateEvent(candidate);
  if (!validated.ok) return { ok: false, problems: validated.problems };
  const { event } = validated;
  if (!maySay(event.source, event.type)) {
    return refused('/source', `"${event.source}" may not say ${event.type}`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > MAX_EVENT_BYTES) {
    return refused(
      '',
      `is ${bytes} bytes long, more than ${MAX_EVENT_BYTES}: put large content elsewhere and refer to it`,
    );
  }
  return { ok: true, event };
}

function refused(pointer: string, message: string): Checked {
  return { ok: false, problems: [{ pointer, message }] };
}
