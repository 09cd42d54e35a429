/** Checks that a queue may send its dead letters where its redrive policy says. */

import type { Context } from '../kernel/context.ts';
import { queueArn } from './queue-address.ts';
import { findQueue, isFifo, type Queue } from './queue.ts';
import { parseRedrivePolicy, takesDeadLettersOf } from './redrive-policy.ts';
import { invalidValue } from './sqs-errors.ts';

/** Refuses a target that is not there, is of the other kind, or does not take this queue's dead letters. */
export function checkDeadLetterTarget(context: Context, queue: Queue, policy: string | undefined): void {
  if (policy === undefined || policy === '') return;
  const refuse = (reason: string) => invalidValue(policy, 'RedrivePolicy', reason);
  const { target } = parseRedrivePolicy(policy);
  const found = findQueue(context, target);
  if (found === undefined) throw refuse('Dead letter target does not exist.');
  if (isFifo(found) !== isFifo(queue)) throw refuse('Dead-letter queue must be same type of queue as the source.');
  if (!takesDeadLettersOf(queueArn(queue, context.region), found.attributes.RedriveAllowPolicy))
    throw refuse('The dead-letter queue does not allow this source queue.');
}
