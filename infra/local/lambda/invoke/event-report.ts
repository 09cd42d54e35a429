/**
 * Tells a function's destinations and dead-letter queue how an asynchronous event ended.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */

import type { Context } from '../../kernel/context.ts';
import { functionArn } from '../function/function-arn.ts';
import { LATEST, type FunctionRecord } from '../function/function-record.ts';
import type { RunOutcome } from '../run-request.ts';
import type { QueuedEvent } from './queued-event.ts';
import { deliverRecord, sendDeadLetter } from './destination.ts';
import { findEventInvokeConfig } from './event-invoke-config.ts';

export type EventCondition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

export interface EventReport {
  readonly record: FunctionRecord;
  readonly event: QueuedEvent;
  readonly condition: EventCondition;
  /** The last run, if there was one. */
  readonly last?: { readonly outcome: RunOutcome; readonly executedVersion: string };
}

export function reportEvent(context: Context, report: EventReport): void {
  const { record, event, condition } = report;
  const config = findEventInvokeConfig(context, event.account, event.functionName, event.qualifier ?? LATEST);
  const { OnSuccess, OnFailure } = config?.destinationConfig ?? {};
  const destination = (condition === 'Success' ? OnSuccess : OnFailure)?.Destination;
  if (destination !== undefined) deliverRecord(context, record, destination, invocationRecord(context, report));
  const deadLetterQueue = record.latest.settings.DeadLetterConfig?.TargetArn;
  if (condition !== 'Success' && deadLetterQueue !== undefined && deadLetterQueue !== '')
    sendDeadLetter(context, record, deadLetterQueue, event, report.last?.outcome);
}

function invocationRecord({ region, now }: Context, { event, condition, last }: EventReport): Record<string, unknown> {
  const { account, requestId, functionName, qualifier = LATEST, payload, invokeCount } = event;
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId,
      functionArn: functionArn(region, { account, name: functionName, qualifier }),
      condition,
      approximateInvokeCount: invokeCount,
    },
    requestPayload: JSON.parse(payload) as unknown,
    ...(last === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: last.executedVersion,
            ...(last.outcome.functionError === undefined ? {} : { functionError: last.outcome.functionError }),
          },
          responsePayload: JSON.parse(last.outcome.payload) as unknown,
        }),
  };
}
