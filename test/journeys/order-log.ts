/** The real order log, as events. */

import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import { openOcelLog } from '../../producers/importers/ocel-csv/ocel-log.ts';

/** Outside the repository: the log is not ours to give away. Tests that need it fail without it. */
export const ORDER_LOG = fileURLToPath(new URL('../../../shared/data/ocel-orders.csv', import.meta.url));

/** The first `count` events of the log, in the order of their times. */
export async function orderLogEvents(count = Infinity): Promise<ReleasedEvent[]> {
  if (!existsSync(ORDER_LOG)) throw new Error(`the order log is not at ${ORDER_LOG}`);
  const log = await openOcelLog(() => createReadStream(ORDER_LOG));
  const events: ReleasedEvent[] = [];
  for await (const event of log.events()) {
    if (events.length === count) break;
    events.push(event as unknown as ReleasedEvent);
  }
  return events;
}
