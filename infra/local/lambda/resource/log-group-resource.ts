/** AWS::Logs::LogGroup: understood so that templates may name one; the lines themselves go to the engine's own log. */

import type { ResourceProvider } from '../../kernel/service.ts';

export const logGroupResource: ResourceProvider = {
  properties: ['LogGroupName'],
  ignored: {
    RetentionInDays: 'what functions print goes to the output of the engine and is not kept',
    KmsKeyId: 'nothing is kept',
    LogGroupClass: 'nothing is kept',
    DataProtectionPolicy: 'nothing is kept',
    FieldIndexPolicies: 'nothing is kept',
    DeletionProtectionEnabled: 'nothing is kept',
    Tags: 'nothing is billed here',
  },
  apply({ region, caller }, { properties, generatedName }) {
    const name = (properties['LogGroupName'] as string | undefined) ?? generatedName;
    return { ref: name, attributes: { Arn: `arn:aws:logs:${region}:${caller.account}:log-group:${name}:*` } };
  },
};
