/** One event on its way to one target, kept in a scheduled task until it has arrived or been given up. */

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

/** Deliveries that share a task: one failing holds none of the others up. */
const DELIVERIES_AT_ONCE = 50;

/** Delivers as soon as the present transaction is committed, or later; in no order, as EventBridge. */
export function scheduleDeliveries(context: Context, deliveries: readonly Delivery[], dueMs = context.now): void {
  for (let at = 0; at < deliveries.length; at += DELIVERIES_AT_ONCE) {
    const payload = deliveries.slice(at, at + DELIVERIES_AT_ONCE);
    context.schedule({ service: 'events', task: 'deliver', dueMs, payload });
  }
}
