/** The sample of events that comes with the repository. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReleasedEvent } from '../../schemas/released-event.ts';

const SAMPLE = fileURLToPath(new URL('../../schemas/sample/orders.ndjson', import.meta.url));

/** In the order of their times: 12 orders, 78 events. */
export const sampleEvents: readonly ReleasedEvent[] = readFileSync(SAMPLE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ReleasedEvent);
