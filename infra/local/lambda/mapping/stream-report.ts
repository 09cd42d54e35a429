/**
 * Tells a stream mapping's on-failure destination which records were given up: queues and topics get metadata, a bucket
 * the records too. https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid as newUuid } from '../../kernel/engine.ts';
import { functionArn } from '../function/function-arn.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import { reportProblem, send } from '../invoke/destination.ts';
import type { RunOutcome } from '../run-request.ts';
import type { MappingRecord } from './mapping-record.ts';
import type { StreamRecord } from './stream-source.ts';

export interface Discarded {
  readonly mapping: MappingRecord;
  readonly record: FunctionRecord;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invokeCount: number;
  /** The last run on them, if there was one. */
  readonly last?: { readonly requestId: string; readonly outcome: RunOutcome; readonly executedVersion: string };
}

export function reportDiscarded(context: Context, discarded: Discarded): void {
  const { mapping, record, shardId, records } = discarded;
  const destination = mapping.onFailure;
  if (destination === undefined) return;
  const metadata = failureRecord(context, discarded);
  const payload = JSON.stringify({ Records: records.map(({ event }) => event) });
  const content = destination.split(':')[2] === 's3' ? { ...metadata, payload } : metadata;
  try {
    send(context, { record, destination, content, folder: `${mapping.uuid}/${shardId}` });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    reportProblem(context, record.name, `Sending to ${destination} failed: ${error.code}: ${error.message}`);
  }
}

function failureRecord(context: Context, discarded: Discarded): Record<string, unknown> {
  const { mapping, record, shardId, records, condition, invokeCount, last } = discarded;
  const { account, qualifier } = mapping;
  const arrival = (at: StreamRecord | undefined): string => new Date(at?.arrivalMs ?? 0).toISOString();
  return {
    requestContext: {
      requestId: last?.requestId ?? newUuid(context.random),
      functionArn: functionArn(context.region, { account, name: record.name, qualifier }),
      condition,
      approximateInvokeCount: invokeCount,
    },
    ...(last === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: last.executedVersion,
            functionError: last.outcome.functionError ?? null,
          },
        }),
    version: '1.0',
    timestamp: new Date(context.now).toISOString(),
    [mapping.sourceType === 'kinesis' ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: {
      shardId,
      startSequenceNumber: records[0]?.sequenceNumber,
      endSequenceNumber: records.at(-1)?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: mapping.eventSourceArn,
    },
  };
}
