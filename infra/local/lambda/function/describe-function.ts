/** Reads functions and their versions. */

import type { Context } from '../../kernel/context.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import { functionConfiguration } from './function-configuration.ts';
import { allFunctions, publishedVersions, requireFunction, type FunctionRecord } from './function-record.ts';
import { pageOf, type PageInput } from './page.ts';

interface FunctionInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
}

export function getFunction(context: Context, input: FunctionInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'GetFunction', reference);
  const version = resolveVersion(context, record, reference);
  const { code } = version;
  const Location = code.type === 'directory' ? `file://${code.path}` : `urn:sha256:${code.sha256}`;
  return {
    Configuration: functionConfiguration(context, record, version, reference.qualifier),
    Code: { RepositoryType: 'S3', Location },
    ...(Object.keys(record.tags).length === 0 ? {} : { Tags: record.tags }),
    ...(record.reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }),
  };
}

export function getFunctionConfiguration(context: Context, input: FunctionInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'GetFunctionConfiguration', reference);
  const version = resolveVersion(context, record, reference);
  return functionConfiguration(context, record, version, reference.qualifier);
}

export function listFunctions(context: Context, input: PageInput & { FunctionVersion?: string }): unknown {
  context.authorize({ action: 'lambda:ListFunctions', resource: '*' });
  const records = [...allFunctions(context, context.caller.account)].map(([, record]) => record);
  const all = records.flatMap((record) =>
    input.FunctionVersion === 'ALL'
      ? everyVersion(context, record)
      : [functionConfiguration(context, record, record.latest)],
  );
  const { items, ...next } = pageOf(all, input);
  return { Functions: items, ...next };
}

export function listVersionsByFunction(context: Context, input: PageInput & FunctionInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'ListVersionsByFunction', reference);
  const { items, ...next } = pageOf(everyVersion(context, record), input);
  return { Versions: items, ...next };
}

function everyVersion(context: Context, record: FunctionRecord): unknown[] {
  const latest = functionConfiguration(context, record, record.latest, '$LATEST');
  const published = publishedVersions(context, record).map((version) =>
    functionConfiguration(context, record, version),
  );
  return [latest, ...published];
}
