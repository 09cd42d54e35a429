/** When a failed delivery is tried again: the fixed policy for endpoints that AWS manages. */

import { backoffMs } from '../../kernel/backoff.ts';

const AT_ONCE = 3;
const PRE_BACKOFF = 2;
const BACKOFF = 10;
const POST_BACKOFF = 100_000;
const BETWEEN = { firstMs: 1_000, longestMs: 20_000 };

/**
 * Milliseconds until the next attempt, jittered; undefined when there is none, after some 23 days. `failures` counts the
 * attempts so far. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export function retryDelayMs(failures: number, random: () => number): number | undefined {
  if (failures <= AT_ONCE) return 0;
  if (failures > AT_ONCE + PRE_BACKOFF + BACKOFF + POST_BACKOFF) return undefined;
  const doublings = Math.max(0, failures - AT_ONCE - PRE_BACKOFF - 1);
  return backoffMs(BETWEEN, doublings, random);
}
