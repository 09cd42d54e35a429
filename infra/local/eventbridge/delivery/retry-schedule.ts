/** When a failed delivery is tried again: exponential backoff with jitter, within the target's retry policy. */

import { backoffMs } from '../../kernel/backoff.ts';
import type { RetryPolicy } from '../targets/target.ts';
import type { Delivery } from './delivery.ts';

const DEFAULT_ATTEMPTS = 185;
const DEFAULT_AGE_SECONDS = 86_400;
/** The longest keeps the default 185 retries within the default 24 hours. */
const BETWEEN = { firstMs: 1_000, longestMs: 600_000 };

export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The policy's condition that forbids another attempt now, if any. */
export function exhaustedBy({ target, failures, ingestedMs }: Delivery, now: number): Exhausted | undefined {
  if (failures > (target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_ATTEMPTS)) return 'MaximumRetryAttempts';
  return now >= ingestedMs + ageMs(target.RetryPolicy) ? 'MaximumEventAgeInSeconds' : undefined;
}

/** When to attempt again; never past the event's greatest age, at which it is given up. */
export function nextAttemptMs({ target, failures, ingestedMs }: Delivery, now: number, random: () => number): number {
  return Math.min(now + backoffMs(BETWEEN, failures - 1, random), ingestedMs + ageMs(target.RetryPolicy));
}

function ageMs(policy: RetryPolicy | undefined): number {
  return (policy?.MaximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS) * 1000;
}
