/** When a failed delivery is tried again: exponential backoff with jitter, within the target's retry policy. */

import type { RetryPolicy } from '../targets/target.ts';
import type { Delivery } from './delivery.ts';

const DEFAULT_ATTEMPTS = 185;
const DEFAULT_AGE_SECONDS = 86_400;
const FIRST_DELAY_MS = 1_000;
/** Keeps the default 185 retries within the default 24 hours. */
const LONGEST_DELAY_MS = 600_000;

export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The policy's condition that forbids another attempt now, if any. */
export function exhaustedBy({ target, failures, ingestedMs }: Delivery, now: number): Exhausted | undefined {
  if (failures > (target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_ATTEMPTS)) return 'MaximumRetryAttempts';
  return now >= ingestedMs + ageMs(target.RetryPolicy) ? 'MaximumEventAgeInSeconds' : undefined;
}

/** When to attempt again; never past the event's greatest age, at which it is given up. */
export function nextAttemptMs({ target, failures, ingestedMs }: Delivery, now: number, random: () => number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return Math.min(now + Math.ceil(delay * (0.5 + random() / 2)), ingestedMs + ageMs(target.RetryPolicy));
}

function ageMs(policy: RetryPolicy | undefined): number {
  return (policy?.MaximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS) * 1000;
}
