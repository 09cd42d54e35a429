/** The Lambda handler of the recorder: Kinesis batches in, the place to go on from out. */

import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { IntakeRecord, RecordedBatch } from '../../../projections/recorder/record-batch.ts';
import { about, handled } from './handled.ts';

export function recorderHandler(record: (records: readonly IntakeRecord[]) => Promise<RecordedBatch>) {
  return async ({ Records }: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> => {
    const records = Records.map(({ kinesis }) => ({
      sequenceNumber: kinesis.sequenceNumber,
      data: Buffer.from(kinesis.data, 'base64'),
      arrivedTime: new Date(kinesis.approximateArrivalTimestamp * 1000).toISOString(),
    }));
    const { stoppedAt } = await handled(
      context,
      'recorded',
      () => record(records),
      ({ stoppedAt, orderIds, correlationIds, ...counts }) => ({
        events: records.length,
        orders: orderIds.size,
        ...about(orderIds, correlationIds),
        ...counts,
        ...(stoppedAt && { err: stoppedAt.cause }),
      }),
    );
    return { batchItemFailures: stoppedAt ? [{ itemIdentifier: stoppedAt.sequenceNumber }] : [] };
  };
}
