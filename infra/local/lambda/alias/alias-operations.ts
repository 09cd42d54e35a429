/** The API of aliases. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { functionArn } from '../function/function-arn.ts';
import {
  conflict,
  functionNotFound,
  invalidParameter,
  notFound,
  preconditionFailed,
} from '../function/function-errors.ts';
import { findVersion, requireFunction, type FunctionRecord } from '../function/function-record.ts';
import { pageOf, type PageInput } from '../function/page.ts';
import { authorizeFunction } from '../policy/function-policy.ts';
import { aliasesOf, findAlias, removeAlias, saveAlias, type AliasRecord } from './alias-record.ts';

export interface AliasInput {
  readonly FunctionName?: string;
  readonly Name?: string;
  readonly FunctionVersion?: string;
  readonly Description?: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> };
  readonly RevisionId?: string;
}

export function createAlias(context: Context, input: AliasInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'CreateAlias', reference);
  const name = aliasName(input.Name);
  if (findAlias(context, record, name) !== undefined)
    throw conflict(`Alias already exists: ${aliasArn(context, record, name)}`);
  const alias = checkedAlias(context, record, {
    name,
    version: input.FunctionVersion ?? '',
    description: input.Description ?? '',
    weights: input.RoutingConfig?.AdditionalVersionWeights ?? {},
    revisionId: uuid(context.random),
  });
  saveAlias(context, record, alias);
  return describeAlias(context, record, alias);
}

export function getAlias(context: Context, input: AliasInput): unknown {
  const { record, alias } = requireAlias(context, input, 'GetAlias');
  return describeAlias(context, record, alias);
}

export function listAliases(context: Context, input: AliasInput & PageInput): unknown {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'ListAliases', reference);
  const all = aliasesOf(context, record).filter(
    ({ version }) => input.FunctionVersion === undefined || version === input.FunctionVersion,
  );
  const { items, ...next } = pageOf(all, input);
  return { Aliases: items.map((alias) => describeAlias(context, record, alias)), ...next };
}

export function updateAlias(context: Context, input: AliasInput): unknown {
  const { record, alias } = requireAlias(context, input, 'UpdateAlias');
  if (input.RevisionId !== undefined && input.RevisionId !== alias.revisionId) throw preconditionFailed();
  const changed = checkedAlias(context, record, {
    name: alias.name,
    version: input.FunctionVersion ?? alias.version,
    description: input.Description ?? alias.description,
    weights: input.RoutingConfig === undefined ? alias.weights : (input.RoutingConfig.AdditionalVersionWeights ?? {}),
    revisionId: uuid(context.random),
  });
  saveAlias(context, record, changed);
  return describeAlias(context, record, changed);
}

/** Deleting an alias that does not exist succeeds. */
export function deleteAlias(context: Context, input: AliasInput): void {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, 'DeleteAlias', reference);
  removeAlias(context, record, input.Name ?? '');
}

/** Its versions exist, and its weights are shares of one. */
export function checkedAlias(context: Context, record: FunctionRecord, alias: AliasRecord): AliasRecord {
  const { account, name } = record;
  for (const version of [alias.version, ...Object.keys(alias.weights)])
    if (findVersion(context, record, version) === undefined)
      throw functionNotFound(functionArn(context.region, { account, name, qualifier: version }));
  const weights = Object.entries(alias.weights);
  if (weights.length > 1)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  for (const [version, weight] of weights) {
    if (weight < 0 || weight > 1)
      throw new AwsError('ValidationException', `Weight ${weight} of version ${version} is not between 0 and 1.`);
    if (version === alias.version)
      throw invalidParameter(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
  }
  if (weights.length > 0 && alias.version === '$LATEST')
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  return alias;
}

function requireAlias(
  context: Context,
  input: AliasInput,
  action: string,
): { record: FunctionRecord; alias: AliasRecord } {
  const { record, reference } = requireFunction(context, input);
  authorizeFunction(context, action, reference);
  const name = input.Name ?? '';
  const alias = findAlias(context, record, name);
  if (alias === undefined) throw notFound(`Cannot find alias arn: ${aliasArn(context, record, name)}`);
  return { record, alias };
}

function aliasName(name = ''): string {
  if (/^(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}$/.test(name)) return name;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)`,
  );
}

function aliasArn({ region }: Context, { account, name }: FunctionRecord, alias: string): string {
  return functionArn(region, { account, name, qualifier: alias });
}

function describeAlias(context: Context, record: FunctionRecord, alias: AliasRecord): unknown {
  const { name, version, description, weights, revisionId } = alias;
  return {
    AliasArn: aliasArn(context, record, name),
    Name: name,
    FunctionVersion: version,
    Description: description,
    ...(Object.keys(weights).length === 0 ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: revisionId,
  };
}
