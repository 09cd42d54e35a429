/** What one PutEvents request may hold, and what an entry counts for against it. */

import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const PUT_EVENTS_LIMITS = { entries: 10, bytes: 1_000_000 };

const TIME_BYTES = 14;

/** Bytes as AWS counts them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
export function entryBytes({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return TIME_BYTES + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}
