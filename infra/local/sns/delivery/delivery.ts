/** One message on its way to subscriptions, kept in a scheduled task until it has arrived or been given up. */

import type { Context } from '../../kernel/context.ts';
import type { PublishedMessage } from '../publish/published-message.ts';
import type { TopicAddress } from '../topic/topic-address.ts';

export interface Delivery {
  readonly topic: TopicAddress;
  readonly message: PublishedMessage;
  /** Ids of subscriptions of the topic. */
  readonly recipients: readonly string[];
  /** Attempts that have failed, for each of them. */
  readonly failures: number;
}

/** Delivers as soon as the present transaction is committed, or later. */
export function scheduleDelivery(context: Context, delivery: Delivery, dueMs = context.now): void {
  context.schedule({ service: 'sns', task: 'deliver', dueMs, payload: delivery });
}
