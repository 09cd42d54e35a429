/** Decides before anything is sent whether the log would take an event, and if not, everything that is wrong with it. */

import type { Problem } from '../../schemas/problem.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { validateEvent } from '../../schemas/validate-event.ts';
import { maySay } from '../../schemas/who-may-say-what.ts';

export type Checked =
  { readonly ok: true; readonly event: ReleasedEvent } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Takes parsed JSON of any origin and never throws. A good event is returned as it is. */
export function checkEvent(candidate: unknown): Checked {
  const validation = validateEvent(candidate);
  if (!validation.ok) return { ok: false, problems: validation.problems };
  const { source, type } = validation.event;
  if (maySay(source, type)) return validation;
  return { ok: false, problems: [{ pointer: '/source', message: `"${source}" may not say ${type}` }] };
}
