/** AWS::Lambda::Alias. */

import { uuid } from '../../kernel/engine.ts';
import type { ResourceProvider } from '../../kernel/service.ts';
import { checkedAlias } from '../alias/alias-operations.ts';
import { findAlias, removeAlias, saveAlias } from '../alias/alias-record.ts';
import { functionArn, parseFunctionName } from '../function/function-arn.ts';
import { findFunction, requireFunction } from '../function/function-record.ts';
import { provision, withdraw } from '../invoke/provisioned-concurrency.ts';

interface VersionWeight {
  readonly FunctionVersion: string;
  readonly FunctionWeight: number;
}

export const aliasResource: ResourceProvider = {
  properties: [
    'FunctionName',
    'FunctionVersion',
    'Name',
    'Description',
    'RoutingConfig',
    'ProvisionedConcurrencyConfig',
  ],
  apply(context, { properties }) {
    const { FunctionName, FunctionVersion, Name, Description } = properties as Record<string, string>;
    const { record } = requireFunction(context, { FunctionName });
    const routing = properties['RoutingConfig'] as { AdditionalVersionWeights?: VersionWeight[] } | undefined;
    const weights = (routing?.AdditionalVersionWeights ?? []).map((weight): [string, number] => [
      weight.FunctionVersion,
      weight.FunctionWeight,
    ]);
    const name = Name ?? '';
    const alias = checkedAlias(context, record, {
      name,
      version: FunctionVersion ?? '',
      description: Description ?? '',
      weights: Object.fromEntries(weights),
      revisionId: findAlias(context, record, name)?.revisionId ?? uuid(context.random),
    });
    saveAlias(context, record, alias);
    const wanted = properties['ProvisionedConcurrencyConfig'] as
      { ProvisionedConcurrentExecutions?: number } | undefined;
    const count = Number(wanted?.ProvisionedConcurrentExecutions ?? 0);
    if (count > 0) provision(context, record, { qualifier: name, count, lastModifiedMs: context.now });
    else withdraw(context, record, name);
    const arn = functionArn(context.region, { account: record.account, name: record.name, qualifier: name });
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  remove(context, ref) {
    const { account, name, qualifier = '' } = parseFunctionName(ref, context.caller.account);
    const record = findFunction(context, account, name);
    if (record === undefined) return;
    withdraw(context, record, qualifier);
    removeAlias(context, record, qualifier);
  },
};
