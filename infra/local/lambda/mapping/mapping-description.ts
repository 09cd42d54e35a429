/** An event source mapping as the API describes it. */

import type { Context } from '../../kernel/context.ts';
import { functionArn } from '../function/function-arn.ts';
import type { MappingRecord } from './mapping-record.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export function describeMapping({ region }: Context, mapping: MappingRecord): Record<string, unknown> {
  const { account, uuid, functionName: name, qualifier, enabled, filters } = mapping;
  return {
    UUID: uuid,
    EventSourceMappingArn: `arn:aws:lambda:${region}:${account}:event-source-mapping:${uuid}`,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    EventSourceArn: mapping.eventSourceArn,
    FunctionArn: functionArn(region, { account, name, qualifier }),
    LastModified: mapping.lastModifiedMs / 1000,
    LastProcessingResult: mapping.lastProcessingResult,
    State: enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: mapping.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(filters.length === 0 ? {} : { FilterCriteria: { Filters: filters.map((Pattern) => ({ Pattern })) } }),
    ...(mapping.sourceType === 'sqs' ? queueMembers(mapping) : streamMembers(mapping)),
  };
}

function queueMembers({ maximumConcurrency }: MappingRecord): Record<string, unknown> {
  return maximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } };
}

function streamMembers(mapping: MappingRecord): Record<string, unknown> {
  const { onFailure, startingTimestamp } = mapping;
  return {
    StartingPosition: mapping.startingPosition,
    ...(startingTimestamp === undefined ? {} : { StartingPositionTimestamp: startingTimestamp }),
    ParallelizationFactor: mapping.parallelizationFactor,
    BisectBatchOnFunctionError: mapping.bisects,
    MaximumRetryAttempts: mapping.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: onFailure === undefined ? {} : { Destination: onFailure } },
  };
}
