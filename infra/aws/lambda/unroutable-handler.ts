/** The Lambda handler for bus events that could not be routed: SQS batches in, the messages to be sent again out. */

import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handled } from './handled.ts';
import { retry } from './sqs-events.ts';

export function unroutableHandler(quarantine: (raw: Uint8Array, arrivedTime: string) => Promise<void>) {
  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const keep = async ({ body, attributes }: SQSEvent['Records'][number]): Promise<void> =>
      quarantine(Buffer.from(body), new Date(Number(attributes.SentTimestamp)).toISOString());
    const outcomes = await handled(
      context,
      'quarantined',
      () => Promise.allSettled(Records.map(keep)),
      (settled) => {
        const failures = settled.filter((outcome) => outcome.status === 'rejected');
        return {
          events: settled.length,
          failed: failures.length,
          ...(failures[0] && { err: failures[0].reason as unknown }),
        };
      },
    );
    return retry(Records.filter((_, at) => outcomes[at]?.status === 'rejected').map(({ messageId }) => messageId));
  };
}
