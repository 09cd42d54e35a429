/** AWS::Lambda::EventInvokeConfig. */

import { createHash } from 'node:crypto';
import type { ResourceProvider } from '../../kernel/service.ts';
import { parseFunctionName } from '../function/function-arn.ts';
import { requireFunction } from '../function/function-record.ts';
import { removeEventInvokeConfig } from '../invoke/event-invoke-config.ts';
import { putConfig, type EventInvokeConfigInput } from '../invoke/event-invoke-config-operations.ts';
import { key } from '../../kernel/tuple-key.ts';

const refKey = (account: string, ref: string): string => key('lambda', account, 'event-invoke-config-ref', ref);

export const eventInvokeConfigResource: ResourceProvider = {
  properties: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
  apply(context, { properties, generatedName }) {
    const input: EventInvokeConfigInput = properties;
    const { Qualifier: qualifier = '$LATEST' } = input;
    const { record } = requireFunction(context, { FunctionName: input.FunctionName, Qualifier: undefined });
    putConfig(context, record, qualifier, input);
    const ref = createHash('sha256').update(generatedName).digest('hex').slice(0, 32);
    context.tx.put(refKey(record.account, ref), `${record.name}:${qualifier}`);
    return { ref, attributes: {} };
  },
  remove(context, ref) {
    const { account } = context.caller;
    const target = context.tx.get<string>(refKey(account, ref));
    if (target === undefined) return;
    const { name, qualifier = '$LATEST' } = parseFunctionName(target, account);
    removeEventInvokeConfig(context, account, name, qualifier);
    context.tx.delete(refKey(account, ref));
  },
};
