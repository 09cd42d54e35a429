/** One event on its way to one target: the payload of a scheduled task, kept until it has arrived or been given up. */

import type { Context } from '../../kernel/context.ts';
import type { Target } from '../targets/target.ts';

export interface Delivery {
  /** The target as it stood when the rule matched: a later change does not lose what is under way. */
  readonly target: Target;
  readonly account: string;
  readonly ruleArn: string;
  readonly ruleName: string;
  /** The event as text, in EventBridge's envelope. */
  readonly event: string;
  readonly traceHeader?: string;
  readonly ingestedMs: number;
  /** Attempts that have failed. */
  readonly failures: number;
}

/** Delivers as soon as the present transaction is committed, or later. */
export function scheduleDelivery(context: Context, delivery: Delivery, dueMs = context.now): void {
  context.schedule({ service: 'events', task: 'deliver', dueMs, payload: delivery });
}
