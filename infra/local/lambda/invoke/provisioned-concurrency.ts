/** Provisioned concurrency: sandboxes of a version or an alias that are started before anybody calls. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { findAlias, resolveVersion } from '../alias/alias-record.ts';
import { functionArn } from '../function/function-arn.ts';
import { invalidParameter, notFound } from '../function/function-errors.ts';
import { allFunctions, LATEST, requireFunction, type FunctionRecord } from '../function/function-record.ts';
import { inRange } from '../function/function-settings.ts';
import { pageOf, type PageInput } from '../function/page.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import type { ProvisionRequest } from '../run-request.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { runnableFunction } from './start-invocation.ts';

interface ProvisionedInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly ProvisionedConcurrentExecutions?: number;
}

interface Provisioned {
  readonly qualifier: string;
  readonly count: number;
  readonly lastModifiedMs: number;
}

const provisionedKey = ({ account, name }: FunctionRecord, qualifier: string): string =>
  key('lambda', account, 'provisioned', name, qualifier);

export function putProvisionedConcurrencyConfig(context: Context, input: ProvisionedInput): unknown {
  const { record, qualifier } = target(context, input, 'PutProvisionedConcurrencyConfig');
  const count = inRange(input.ProvisionedConcurrentExecutions ?? 0, 'provisionedConcurrentExecutions', 1, 1000);
  const provisioned = { qualifier, count, lastModifiedMs: context.now };
  provision(context, record, provisioned);
  return { ...describe(provisioned), Status: 'IN_PROGRESS', AllocatedProvisionedConcurrentExecutions: 0 };
}

/** Keeps the number, and has the sandboxes started. */
export function provision(context: Context, record: FunctionRecord, provisioned: Provisioned): void {
  context.tx.put(provisionedKey(record, provisioned.qualifier), provisioned);
  requestSandboxes(context, record, provisioned.qualifier, provisioned.count);
}

export function getProvisionedConcurrencyConfig(context: Context, input: ProvisionedInput): unknown {
  const { record, qualifier } = target(context, input, 'GetProvisionedConcurrencyConfig');
  return describe(requireProvisioned(context, record, qualifier));
}

export function listProvisionedConcurrencyConfigs(context: Context, input: ProvisionedInput & PageInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'ListProvisionedConcurrencyConfigs', reference);
  const { items, ...next } = pageOf(provisionedOf(context, record), input);
  const { account, name } = record;
  const configs = items.map((provisioned) => ({
    FunctionArn: functionArn(context.region, { account, name, qualifier: provisioned.qualifier }),
    ...describe(provisioned),
  }));
  return { ProvisionedConcurrencyConfigs: configs, ...next };
}

export function deleteProvisionedConcurrencyConfig(context: Context, input: ProvisionedInput): void {
  const { record, qualifier } = target(context, input, 'DeleteProvisionedConcurrencyConfig');
  requireProvisioned(context, record, qualifier);
  withdraw(context, record, qualifier);
}

export function withdraw(context: Context, record: FunctionRecord, qualifier: string): void {
  const stored = provisionedKey(record, qualifier);
  if (context.tx.get(stored) === undefined) return;
  context.tx.delete(stored);
  requestSandboxes(context, record, qualifier, 0);
}

/** After a restart nothing is started any more. */
export function provisionAgain(context: Context, account: string): void {
  for (const [, record] of allFunctions(context, account))
    for (const { qualifier, count } of provisionedOf(context, record))
      requestSandboxes(context, record, qualifier, count);
}

function requestSandboxes(context: Context, record: FunctionRecord, qualifier: string, count: number): void {
  const { account, name } = record;
  const version = resolveVersion(context, record, { account, name, qualifier });
  const request: ProvisionRequest = {
    type: 'lambda.provision',
    function: runnableFunction(context, record, version),
    count,
  };
  context.effect(request);
}

function provisionedOf({ tx }: Context, { account, name }: FunctionRecord): Provisioned[] {
  return [...tx.scan<Provisioned>(within('lambda', account, 'provisioned', name))].map(
    ([, provisioned]) => provisioned,
  );
}

function requireProvisioned({ tx }: Context, record: FunctionRecord, qualifier: string): Provisioned {
  const provisioned = tx.get<Provisioned>(provisionedKey(record, qualifier));
  if (provisioned !== undefined) return provisioned;
  throw new AwsError(
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
    {
      status: 404,
    },
  );
}

function target(context: Context, input: ProvisionedInput, action: string) {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, action, reference);
  const { qualifier } = reference;
  if (qualifier === undefined) throw invalidParameter('The Qualifier parameter is required.');
  if (qualifier === LATEST)
    throw invalidParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
  resolveVersion(context, record, reference);
  if (/^\d+$/.test(qualifier) || findAlias(context, record, qualifier) !== undefined) return { record, qualifier };
  throw notFound();
}

function describe({ count, lastModifiedMs }: Provisioned): Record<string, unknown> {
  return {
    RequestedProvisionedConcurrentExecutions: count,
    AvailableProvisionedConcurrentExecutions: count,
    AllocatedProvisionedConcurrentExecutions: count,
    Status: 'READY',
    LastModified: new Date(lastModifiedMs).toISOString().replace('Z', '+0000'),
  };
}
