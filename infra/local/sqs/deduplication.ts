/** A FIFO queue takes a message once: the same deduplication id within five minutes is the same message. */

import type { Context } from '../kernel/context.ts';
import type { Message } from './message.ts';
import { entryKey, isFifo, type Queue } from './queue.ts';
import { recall, remember } from './remembered.ts';

/** What the sender of a duplicate is told: the identity of the first. */
export type Accepted = Pick<Message, 'id' | 'sequenceNumber'>;

interface Identity {
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

/** The message this one repeats, if its sender sent it within the interval. */
export function duplicateOf(context: Context, queue: Queue, identity: Identity): Accepted | undefined {
  return isFifo(queue) ? recall<Accepted>(context, identityKey(queue, identity)) : undefined;
}

export function rememberAccepted(context: Context, queue: Queue, message: Accepted & Identity): void {
  if (!isFifo(queue)) return;
  const { id, sequenceNumber } = message;
  remember(context, queue, identityKey(queue, message), { id, sequenceNumber });
}

function identityKey(queue: Queue, { groupId = '', deduplicationId = '' }: Identity): string {
  const perGroup = queue.attributes.DeduplicationScope === 'messageGroup';
  return entryKey(queue, 'deduplication', perGroup ? groupId : '', deduplicationId);
}
