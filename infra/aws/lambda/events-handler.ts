/** The Lambda handler of a consumer that acts on each event by itself: SQS batches in, the messages to be sent again out. */

import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { RecordedCloudEvent } from '../../../domain/recorded-event.ts';
import { about, handled } from './handled.ts';
import { deliveriesOf, retry } from './sqs-events.ts';

/** `message` names what is done, for the log. */
export function eventsHandler(message: string, act: (event: RecordedCloudEvent) => Promise<void>) {
  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { deliveries, unreadable } = deliveriesOf(Records);
    const outcomes = await handled(
      context,
      message,
      () => Promise.allSettled(deliveries.map(({ event }) => act(event))),
      (settled) => {
        const failures = settled.filter((outcome) => outcome.status === 'rejected');
        return {
          events: deliveries.length,
          ...about(
            deliveries.map(({ event }) => event.subject),
            deliveries.map(({ event }) => event.correlationid),
          ),
          failed: failures.length,
          ...(unreadable.length > 0 && { unreadable: unreadable.length }),
          ...(failures[0] && { err: failures[0].reason as unknown }),
        };
      },
    );
    const failed = deliveries.filter((_, at) => outcomes[at]?.status === 'rejected');
    return retry([...failed.map(({ deliveryId }) => deliveryId), ...unreadable]);
  };
}
