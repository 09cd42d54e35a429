/** The settings of an event source mapping as a caller gives them: checked, with Lambda's defaults. */

import { constraintViolated, invalidParameter } from '../function/function-errors.ts';
import { inRange } from '../function/function-settings.ts';
import { checkFilters } from './event-filter.ts';
import type { MappingRecord, SourceType } from './mapping-record.ts';

export interface MappingInput {
  readonly EventSourceArn?: string;
  readonly FunctionName?: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly StartingPosition?: string;
  /** Seconds since the epoch, or ISO 8601. */
  readonly StartingPositionTimestamp?: number | string;
  readonly ParallelizationFactor?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly TumblingWindowInSeconds?: number;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** What of a mapping's record the caller decides. */
export type MappingSettings = Omit<
  MappingRecord,
  | 'uuid'
  | 'account'
  | 'functionName'
  | 'qualifier'
  | 'eventSourceArn'
  | 'lastModifiedMs'
  | 'lastProcessingResult'
  | 'tags'
>;

/** What SQS gives without a window. */
const QUEUE_BATCH = 10;
const LARGEST_BATCH = 10_000;
const STREAM_ONLY = [
  'StartingPosition',
  'ParallelizationFactor',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'DestinationConfig',
] as const;

export function sourceTypeOf(eventSourceArn: string | undefined): SourceType {
  const service = eventSourceArn?.split(':')[2];
  if (service === 'sqs' || service === 'kinesis') return service;
  if (service === 'dynamodb' && eventSourceArn?.includes('/stream/')) return 'dynamodb';
  throw invalidParameter('Unrecognized event source.');
}

/** New settings, or those of `former` with what the input changes. */
export function mappingSettings(input: MappingInput, sourceType: SourceType, former?: MappingRecord): MappingSettings {
  if ((input.TumblingWindowInSeconds ?? 0) > 0)
    throw invalidParameter('The local engine does not support TumblingWindowInSeconds.');
  const onFailure =
    input.DestinationConfig === undefined ? former?.onFailure : input.DestinationConfig.OnFailure?.Destination;
  const maximumConcurrency =
    input.ScalingConfig === undefined ? former?.maximumConcurrency : input.ScalingConfig.MaximumConcurrency;
  const settings: MappingSettings = {
    sourceType,
    enabled: input.Enabled ?? former?.enabled ?? true,
    batchSize: inRange(
      input.BatchSize ?? former?.batchSize ?? (sourceType === 'sqs' ? QUEUE_BATCH : 100),
      'batchSize',
      1,
      LARGEST_BATCH,
    ),
    windowSeconds: inRange(
      input.MaximumBatchingWindowInSeconds ?? former?.windowSeconds ?? 0,
      'maximumBatchingWindowInSeconds',
      0,
      300,
    ),
    ...startingPosition(input, sourceType, former),
    parallelizationFactor: inRange(
      input.ParallelizationFactor ?? former?.parallelizationFactor ?? 1,
      'parallelizationFactor',
      1,
      10,
    ),
    bisects: input.BisectBatchOnFunctionError ?? former?.bisects ?? false,
    maximumRetryAttempts: inRange(
      input.MaximumRetryAttempts ?? former?.maximumRetryAttempts ?? -1,
      'maximumRetryAttempts',
      -1,
      10_000,
    ),
    maximumRecordAgeSeconds: recordAge(input.MaximumRecordAgeInSeconds ?? former?.maximumRecordAgeSeconds ?? -1),
    ...(onFailure === undefined || onFailure === '' ? {} : { onFailure }),
    reportsItemFailures:
      input.FunctionResponseTypes?.includes('ReportBatchItemFailures') ??
      (input.FunctionResponseTypes === undefined && (former?.reportsItemFailures ?? false)),
    filters:
      input.FilterCriteria === undefined ? (former?.filters ?? []) : checkFilters(input.FilterCriteria.Filters ?? []),
    ...(maximumConcurrency === undefined
      ? {}
      : { maximumConcurrency: inRange(maximumConcurrency, 'scalingConfig.maximumConcurrency', 2, 1000) }),
  };
  if (sourceType === 'sqs') checkQueueSettings(input, settings);
  return settings;
}

function checkQueueSettings(input: MappingInput, { batchSize, windowSeconds }: MappingSettings): void {
  for (const member of STREAM_ONLY)
    if (input[member] !== undefined && !isEmpty(input[member]))
      throw invalidParameter(`Unsupported ${member} parameter for given event source mapping type.`);
  if (batchSize > QUEUE_BATCH && windowSeconds === 0)
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function startingPosition(
  { StartingPosition, StartingPositionTimestamp }: MappingInput,
  sourceType: SourceType,
  former: MappingRecord | undefined,
): Pick<MappingRecord, 'startingPosition' | 'startingTimestamp'> {
  if (sourceType === 'sqs') return {};
  if (StartingPosition === undefined) {
    if (former?.startingPosition === undefined)
      throw invalidParameter(
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
      );
    const { startingPosition, startingTimestamp } = former;
    return { startingPosition, ...(startingTimestamp === undefined ? {} : { startingTimestamp }) };
  }
  if (StartingPosition === 'TRIM_HORIZON' || StartingPosition === 'LATEST')
    return { startingPosition: StartingPosition };
  if (StartingPosition !== 'AT_TIMESTAMP')
    throw constraintViolated(
      StartingPosition,
      'startingPosition',
      'Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]',
    );
  if (sourceType === 'dynamodb')
    throw invalidParameter(
      'Unsupported starting position for arn type: AT_TIMESTAMP is not valid for DynamoDB Streams.',
    );
  if (StartingPositionTimestamp === undefined)
    throw invalidParameter('StartingPositionTimestamp must be specified when StartingPosition is AT_TIMESTAMP.');
  return { startingPosition: 'AT_TIMESTAMP', startingTimestamp: seconds(StartingPositionTimestamp) };
}

function seconds(timestamp: number | string): number {
  return typeof timestamp === 'number' ? timestamp : Date.parse(timestamp) / 1000;
}

function recordAge(value: number): number {
  if (value === -1) return value;
  return inRange(value, 'maximumRecordAgeInSeconds', 60, 604_800);
}
