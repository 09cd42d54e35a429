/** The recorded events of an SQS batch, as a rule of the bus put them there. */

import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { RecordedCloudEvent } from '../../../domain/recorded-event.ts';

export interface SqsDelivery {
  readonly deliveryId: string;
  readonly event: RecordedCloudEvent;
  /** Whether an archive replays it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
  readonly replayed: boolean;
}

/** The deliveries of a batch, and the messages that are none: those come again and end in the dead-letter queue. */
export function deliveriesOf(records: readonly SQSRecord[]): { deliveries: SqsDelivery[]; unreadable: string[] } {
  const deliveries: SqsDelivery[] = [];
  const unreadable: string[] = [];
  for (const { messageId, body } of records) {
    const read = readRecordedEvent(body);
    if (read === undefined) unreadable.push(messageId);
    else deliveries.push({ deliveryId: messageId, ...read });
  }
  return { deliveries, unreadable };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export function retry(messageIds: readonly string[]): SQSBatchResponse {
  return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
}

interface Envelope {
  readonly detail?: RecordedCloudEvent;
  readonly 'replay-name'?: string;
}

function readRecordedEvent(body: string): Omit<SqsDelivery, 'deliveryId'> | undefined {
  try {
    const { detail, 'replay-name': replay } = JSON.parse(body) as Envelope;
    const isRecorded = Number.isSafeInteger(detail?.sequence) && typeof detail?.subject === 'string';
    return detail !== undefined && isRecorded ? { event: detail, replayed: replay !== undefined } : undefined;
  } catch {
    return undefined;
  }
}
