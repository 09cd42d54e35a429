/** Publishes one event of our own making, which is never refused unless by a fault of ours. */

import { unavailable } from '../../domain/ports/port-error.ts';
import type { ReleasedEvent } from '../../schemas/released-event.ts';
import type { Publisher } from '../publisher/publisher.ts';

/** Resolves when it is on its way to the log. Throws `Unavailable`. */
export async function publishOne(publisher: Pick<Publisher, 'publish'>, event: ReleasedEvent): Promise<void> {
  const { refused, failed } = await publisher.publish([event]);
  const [problem] = refused.flatMap(({ problems }) => problems);
  if (problem) throw new TypeError(`${event.type} is no valid event: ${problem.pointer} ${problem.message}`);
  if (failed[0]) throw unavailable('The log', new Error(failed[0].message));
}
