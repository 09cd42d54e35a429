/** The recorded events of an SQS batch, as a rule of the bus put them there. */

import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { RecordedCloudEvent } from '../../../domain/recorded-event.ts';

export interface SqsDelivery {
  readonly deliveryId: string;
  readonly event: RecordedCloudEvent;
}

/** The deliveries of a batch, and the messages that are none: those come again and end in the dead-letter queue. */
export function deliveriesOf(records: readonly SQSRecord[]): { deliveries: SqsDelivery[]; unreadable: string[] } {
  const deliveries: SqsDelivery[] = [];
  const unreadable: string[] = [];
  for (const { messageId, body } of records) {
    const event = readRecordedEvent(body);
    if (event === undefined) unreadable.push(messageId);
    else deliveries.push({ deliveryId: messageId, event });
  }
  return { deliveries, unreadable };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export function retry(messageIds: readonly string[]): SQSBatchResponse {
  return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
}

function readRecordedEvent(body: string): RecordedCloudEvent | undefined {
  try {
    const { detail } = JSON.parse(body) as { detail?: RecordedCloudEvent };
    return Number.isSafeInteger(detail?.sequence) && typeof detail?.subject === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}
