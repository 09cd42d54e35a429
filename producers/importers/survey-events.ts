/** Reads a whole import once before anything is published: so that nothing is, if any of it would be refused. */

import type { Checked } from '../publisher/check-event.ts';

export interface Survey {
  readonly events: number;
  /** How many of the events each order gets. */
  readonly eventsPerOrder: ReadonlyMap<string, number>;
  /** The first event that would be refused, in words. */
  readonly refusal?: string;
}

interface Identified {
  readonly id: string;
  readonly subject: string;
}

/** Stops at the first refusal. */
export async function surveyEvents(
  events: AsyncIterable<Identified>,
  check: (candidate: unknown) => Checked,
): Promise<Survey> {
  const eventsPerOrder = new Map<string, number>();
  let count = 0;
  for await (const event of events) {
    const checked = check(event);
    const { id, subject } = event;
    count += 1;
    eventsPerOrder.set(subject, (eventsPerOrder.get(subject) ?? 0) + 1);
    if (!checked.ok) {
      const problems = checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
      return { events: count, eventsPerOrder, refusal: `${id} of order ${subject}: ${problems.join('; ')}` };
    }
  }
  return { events: count, eventsPerOrder };
}
