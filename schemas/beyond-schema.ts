/** Checks that JSON Schema cannot express. */

import type { OrderCreated1, OrderCreated2 } from './generated/event-data.ts';
import type { Problem } from './problem.ts';
import type { ReleasedEvent } from './released-event.ts';

/** 10,000,000,000.00 euros: 9,000 such orders a day still sum exactly. */
const maxTotalMinor = 1_000_000_000_000;

/** What is wrong with an event that its schemas accept. */
export function beyondSchema(event: ReleasedEvent): Problem[] {
  return event.type === 'OrderCreated' ? [...repeatedLines(event.data), ...hugeTotal(event.data)] : [];
}

function repeatedLines({ lines }: OrderCreated1 | OrderCreated2): Problem[] {
  const seen = new Set<string>();
  return lines.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ pointer: `/data/lines/${index}/id`, message: 'must differ from the ids of the lines before it' }];
  });
}

function hugeTotal({ lines, shippingMinor }: OrderCreated1 | OrderCreated2): Problem[] {
  const totalMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, shippingMinor);
  if (totalMinor <= maxTotalMinor) return [];
  return [{ pointer: '/data', message: `must have a total of at most ${maxTotalMinor} minor units` }];
}
