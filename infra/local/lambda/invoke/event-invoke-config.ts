/** How a function's asynchronous invocations are retried, and where their records go. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { LATEST } from '../function/function-record.ts';

export interface DestinationConfig {
  readonly OnSuccess?: { readonly Destination?: string };
  readonly OnFailure?: { readonly Destination?: string };
}

export interface EventInvokeConfig {
  readonly functionName: string;
  readonly qualifier: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeInSeconds?: number;
  readonly destinationConfig: DestinationConfig;
  readonly lastModifiedMs: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const DEFAULT_RETRY_ATTEMPTS = 2;
export const DEFAULT_EVENT_AGE_SECONDS = 6 * 3600;

const configKey = (account: string, name: string, qualifier: string): string =>
  key('lambda', account, 'event-invoke-config', name, qualifier);

export function findEventInvokeConfig(
  { tx }: Context,
  account: string,
  name: string,
  qualifier = LATEST,
): EventInvokeConfig | undefined {
  return tx.get<EventInvokeConfig>(configKey(account, name, qualifier));
}

export function saveEventInvokeConfig({ tx }: Context, account: string, config: EventInvokeConfig): void {
  tx.put(configKey(account, config.functionName, config.qualifier), config);
}

export function removeEventInvokeConfig({ tx }: Context, account: string, name: string, qualifier: string): void {
  tx.delete(configKey(account, name, qualifier));
}

export function eventInvokeConfigsOf({ tx }: Context, account: string, name: string): EventInvokeConfig[] {
  const range = within('lambda', account, 'event-invoke-config', name);
  return [...tx.scan<EventInvokeConfig>(range)].map(([, config]) => config);
}
