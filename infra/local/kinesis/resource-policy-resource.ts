/** `AWS::Kinesis::ResourcePolicy` of the template. */

import type { ResourceProvider } from '../kernel/service.ts';
import { findStream, parseStreamArn, saveStream, streamNotFound } from './stream.ts';
import { invalidArgument } from './kinesis-errors.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-resourcepolicy.html */
export const resourcePolicyProvider: ResourceProvider = {
  properties: ['ResourceArn', 'ResourcePolicy'],
  apply(context, { properties }) {
    const arn = String(properties.ResourceArn);
    const address = parseStreamArn(arn);
    if (address === undefined || arn.includes('/consumer/'))
      throw invalidArgument('A resource policy here belongs to a stream, by its ARN.');
    const stream = findStream(context, address);
    if (stream === undefined) throw streamNotFound(address);
    saveStream(context, { ...stream, policy: JSON.stringify(properties.ResourcePolicy) });
    return { ref: arn, attributes: { ResourceArn: arn } };
  },
  remove(context, ref) {
    const address = parseStreamArn(ref);
    const stream = address === undefined ? undefined : findStream(context, address);
    if (stream === undefined) return;
    delete stream.policy;
    saveStream(context, stream);
  },
};
