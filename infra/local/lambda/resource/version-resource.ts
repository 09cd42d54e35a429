/** AWS::Lambda::Version: publishes the function as the template has it; unchanged, it stays the version it was. */

import type { ResourceProvider } from '../../kernel/service.ts';
import { functionArn } from '../function/function-arn.ts';
import { invalidParameter } from '../function/function-errors.ts';
import { requireFunction } from '../function/function-record.ts';
import { publish } from '../function/publish-version.ts';
import { provision, withdraw } from '../invoke/provisioned-concurrency.ts';

export const versionResource: ResourceProvider = {
  properties: ['FunctionName', 'CodeSha256', 'Description', 'ProvisionedConcurrencyConfig'],
  ignored: { RuntimePolicy: 'functions run on the Node.js that runs the engine' },
  apply(context, { properties }) {
    const { FunctionName, CodeSha256, Description } = properties as Record<string, string | undefined>;
    const { record } = requireFunction(context, { FunctionName });
    if (CodeSha256 !== undefined && CodeSha256 !== record.latest.codeSha256)
      throw invalidParameter(`CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST.`);
    const { version } = publish(context, record, Description);
    const wanted = properties['ProvisionedConcurrencyConfig'] as
      { ProvisionedConcurrentExecutions?: number } | undefined;
    const count = Number(wanted?.ProvisionedConcurrentExecutions ?? 0);
    if (count > 0) provision(context, record, { qualifier: version, count, lastModifiedMs: context.now });
    else withdraw(context, record, version);
    const arn = functionArn(context.region, { account: record.account, name: record.name, qualifier: version });
    return { ref: arn, attributes: { Version: version, FunctionArn: arn } };
  },
};
