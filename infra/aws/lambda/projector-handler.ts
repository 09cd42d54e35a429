/** The Lambda handler of a projector: SQS batches of recorded events in, the messages to be sent again out. */

import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Delivery, ProjectedBatch } from '../../../projections/projector/project-batch.ts';
import { about, handled } from './handled.ts';
import { deliveriesOf, retry } from './sqs-events.ts';

export function projectorHandler(project: (deliveries: readonly Delivery[]) => Promise<ProjectedBatch>) {
  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const { deliveries, unreadable } = deliveriesOf(Records);
    const { failed } = await handled(
      context,
      'projected',
      () => project(deliveries),
      ({ orders, rowsWritten, failed, cause }) => ({
        events: deliveries.length,
        orders,
        ...about(
          deliveries.map(({ event }) => event.subject),
          deliveries.map(({ event }) => event.correlationid),
        ),
        rowsWritten,
        failed: failed.length,
        ...(deliveries.some(({ replayed }) => replayed) && { replayed: true }),
        ...(unreadable.length > 0 && { unreadable: unreadable.length }),
        ...(cause !== undefined && { err: cause }),
      }),
    );
    return retry([...failed, ...unreadable]);
  };
}
