/** The Lambda handler of the relay: DynamoDB stream batches in, the place to go on from out. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { RelayedBatch, StreamedEntry } from '../../../producers/relay/relay-batch.ts';
import { entryOf } from '../dynamo-event-store.ts';
import { about, handled } from './handled.ts';

export function relayHandler(relay: (entries: readonly StreamedEntry[]) => Promise<RelayedBatch>) {
  return async ({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> => {
    const entries = Records.map(({ dynamodb }) => ({
      sequenceNumber: dynamodb?.SequenceNumber ?? '',
      entry: entryOf((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>),
    }));
    const { stoppedAt } = await handled(
      context,
      'relayed',
      () => relay(entries),
      ({ relayed, stoppedAt }) => ({
        events: entries.length,
        ...about(
          entries.map(({ entry }) => entry.order),
          entries.map(({ entry }) => entry.event.correlationid),
        ),
        relayed,
        ...(stoppedAt && { err: stoppedAt.cause }),
      }),
    );
    return { batchItemFailures: stoppedAt ? [{ itemIdentifier: stoppedAt.sequenceNumber }] : [] };
  };
}
