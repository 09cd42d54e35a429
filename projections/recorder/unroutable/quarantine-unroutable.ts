/** What names no order has no log to go to: it is kept in quarantine with everything that is wrong with it. */

import type { Quarantine } from '../../../domain/ports/quarantine.ts';
import { screen } from '../screen.ts';

/** Throws `Unavailable` as the quarantine does. */
export async function quarantineUnroutable(
  quarantine: Quarantine,
  raw: Uint8Array,
  arrivedTime: string,
): Promise<void> {
  const screened = screen(raw);
  const problems =
    screened.type === 'refused'
      ? screened.refusal.problems
      : [{ pointer: '/subject', message: 'could not be routed by its order id' }];
  const named = screened.type === 'refused' ? screened.refusal : {};
  await quarantine.keep({ ...named, reason: 'unroutable', problems, raw, arrivedTime });
}
