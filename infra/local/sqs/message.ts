/** A message as a queue keeps it: what was sent, which never changes, apart from its deliveries, which do. */

import type { MessageAttributes } from './message-attributes.ts';

export interface Message {
  /** Its place in the queue; larger than that of every message that came before. */
  readonly seq: number;
  readonly id: string;
  readonly body: string;
  readonly bodyMd5: string;
  readonly attributes?: MessageAttributes;
  readonly systemAttributes?: MessageAttributes;
  /** When it was first enqueued: retention counts from here, also in a dead-letter queue. */
  readonly sentMs: number;
  readonly senderId: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** FIFO only. */
  readonly sequenceNumber?: string;
  /** The queue it died in. */
  readonly deadLetterSourceArn?: string;
  /** What happened to it there, and in the queues before. */
  readonly earlier?: { readonly receives: number; readonly firstReceivedMs: number };
}

/** What happened to a message since it came into the queue it is in. */
export interface Delivery {
  /** When it becomes visible (again). */
  readonly dueMs: number;
  /** How often it was received. */
  readonly receives: number;
  readonly firstReceivedMs?: number;
  /** When it was received last. */
  readonly receivedMs?: number;
  /** Marks the receipt handle given out last. */
  readonly receipt?: number;
  /** When it was due as that handle was given out. */
  readonly receiptDueMs?: number;
  /** Whether some handle says it was due at another time. Standard queues only. */
  readonly isMoved?: boolean;
}
