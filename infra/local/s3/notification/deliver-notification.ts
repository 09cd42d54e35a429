/** The task that delivers a notification, and tries again for a day if its destination refuses it. */

import { AwsError } from '../../kernel/aws-error.ts';
import { backoffMs } from '../../kernel/backoff.ts';
import type { Context } from '../../kernel/context.ts';
import { tell, type Destination, type Sender } from './destination.ts';

export interface Notification {
  readonly sender: Sender;
  readonly destination: Destination;
  /** JSON. */
  readonly message: string;
}

interface Attempt extends Notification {
  readonly sinceMs: number;
  /** Attempts that have failed. */
  readonly failures: number;
}

const BETWEEN = { firstMs: 1_000, longestMs: 600_000 };
const GIVEN_UP_AFTER_MS = 86_400_000;

/** Delivers once the present transaction is committed. */
export function scheduleNotification(context: Context, notification: Notification): void {
  schedule(context, { ...notification, sinceMs: context.now, failures: 0 }, context.now);
}

export function deliverNotification(context: Context, attempt: Attempt): void {
  try {
    tell(context, attempt.sender, attempt.destination, attempt.message);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const delayMs = backoffMs(BETWEEN, attempt.failures, context.random);
    if (context.now + delayMs < attempt.sinceMs + GIVEN_UP_AFTER_MS)
      schedule(context, { ...attempt, failures: attempt.failures + 1 }, context.now + delayMs);
  }
}

function schedule(context: Context, payload: Attempt, dueMs: number): void {
  context.schedule({ service: 's3', task: 'DeliverNotification', dueMs, payload });
}
