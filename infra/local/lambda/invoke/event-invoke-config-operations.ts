/** The API of how asynchronous invocations are retried and reported. */

import type { Context } from '../../kernel/context.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { functionArn } from '../function/function-arn.ts';
import { invalidParameter, notFound } from '../function/function-errors.ts';
import { LATEST, requireFunction, type FunctionRecord } from '../function/function-record.ts';
import { inRange } from '../function/function-settings.ts';
import { pageOf, type PageInput } from '../function/page.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import {
  eventInvokeConfigsOf,
  findEventInvokeConfig,
  removeEventInvokeConfig,
  saveEventInvokeConfig,
  type DestinationConfig,
  type EventInvokeConfig,
} from './event-invoke-config.ts';

export interface EventInvokeConfigInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: DestinationConfig;
}

export function putFunctionEventInvokeConfig(context: Context, input: EventInvokeConfigInput): unknown {
  const { record, qualifier } = target(context, input, 'PutFunctionEventInvokeConfig');
  return describe(context, record, putConfig(context, record, qualifier, input));
}

/** Replaces the whole configuration. */
export function putConfig(
  context: Context,
  record: FunctionRecord,
  qualifier: string,
  input: EventInvokeConfigInput,
  former?: EventInvokeConfig,
): EventInvokeConfig {
  const retries = input.MaximumRetryAttempts ?? former?.maximumRetryAttempts;
  const age = input.MaximumEventAgeInSeconds ?? former?.maximumEventAgeInSeconds;
  const destinationConfig = input.DestinationConfig ?? former?.destinationConfig ?? {};
  for (const destination of [destinationConfig.OnSuccess, destinationConfig.OnFailure])
    if (destination?.Destination !== undefined) checkDestination(destination.Destination);
  const config: EventInvokeConfig = {
    functionName: record.name,
    qualifier,
    ...(retries === undefined ? {} : { maximumRetryAttempts: inRange(retries, 'maximumRetryAttempts', 0, 2) }),
    ...(age === undefined ? {} : { maximumEventAgeInSeconds: inRange(age, 'maximumEventAgeInSeconds', 60, 21_600) }),
    destinationConfig,
    lastModifiedMs: context.now,
  };
  saveEventInvokeConfig(context, record.account, config);
  return config;
}

export function updateFunctionEventInvokeConfig(context: Context, input: EventInvokeConfigInput): unknown {
  const { record, qualifier } = target(context, input, 'UpdateFunctionEventInvokeConfig');
  const former = requireConfig(context, record, qualifier);
  return describe(context, record, putConfig(context, record, qualifier, input, former));
}

export function getFunctionEventInvokeConfig(context: Context, input: EventInvokeConfigInput): unknown {
  const { record, qualifier } = target(context, input, 'GetFunctionEventInvokeConfig');
  return describe(context, record, requireConfig(context, record, qualifier));
}

export function listFunctionEventInvokeConfigs(context: Context, input: EventInvokeConfigInput & PageInput): unknown {
  const { record } = target(context, input, 'ListFunctionEventInvokeConfigs');
  const { items, ...next } = pageOf(eventInvokeConfigsOf(context, record.account, record.name), input);
  return { FunctionEventInvokeConfigs: items.map((config) => describe(context, record, config)), ...next };
}

export function deleteFunctionEventInvokeConfig(context: Context, input: EventInvokeConfigInput): void {
  const { record, qualifier } = target(context, input, 'DeleteFunctionEventInvokeConfig');
  requireConfig(context, record, qualifier);
  removeEventInvokeConfig(context, record.account, record.name, qualifier);
}

function target(context: Context, input: EventInvokeConfigInput, action: string) {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, action, reference);
  resolveVersion(context, record, reference);
  return { record, qualifier: reference.qualifier ?? LATEST };
}

function requireConfig(context: Context, record: FunctionRecord, qualifier: string): EventInvokeConfig {
  const { account, name } = record;
  const config = findEventInvokeConfig(context, account, name, qualifier);
  if (config !== undefined) return config;
  const arn = functionArn(context.region, { account, name, qualifier });
  throw notFound(`The function ${arn} doesn't have an EventInvokeConfig`);
}

function checkDestination(destination: string): void {
  const service = destination.split(':')[2] ?? '';
  if (!['sqs', 'sns', 'lambda', 'events', 's3'].includes(service))
    throw invalidParameter(`The provided destination ARN ${destination} is invalid.`);
}

function describe({ region }: Context, { account, name }: FunctionRecord, config: EventInvokeConfig): unknown {
  const { qualifier, maximumRetryAttempts, maximumEventAgeInSeconds, destinationConfig } = config;
  return {
    FunctionArn: functionArn(region, { account, name, qualifier }),
    LastModified: config.lastModifiedMs / 1000,
    ...(maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeInSeconds === undefined ? {} : { MaximumEventAgeInSeconds: maximumEventAgeInSeconds }),
    DestinationConfig: { OnSuccess: destinationConfig.OnSuccess ?? {}, OnFailure: destinationConfig.OnFailure ?? {} },
  };
}
