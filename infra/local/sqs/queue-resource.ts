/** `AWS::SQS::Queue` of the template. */

import type { Context } from '../kernel/context.ts';
import type { ProvidedResource, ResourceProvider, TemplateResource } from '../kernel/service.ts';
import { parseQueueUrl, queueArn, queueUrl } from './queue-address.ts';
import { checkAttributes } from './queue-attributes.ts';
import { removeQueue, setAttributes } from './queue-operations.ts';
import { findQueue, type Queue } from './queue.ts';

const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queueProvider: ResourceProvider = {
  properties: ['QueueName', 'Tags', ...ATTRIBUTES],
  ignored: {
    KmsMasterKeyId: 'nothing is encrypted at rest on one machine',
    KmsDataKeyReusePeriodSeconds: 'nothing is encrypted at rest on one machine',
  },
  apply(context, resource) {
    const address = { account: context.caller.account, name: queueName(resource) };
    const attributes = attributesOf(resource);
    checkAttributes(address, attributes);
    const existing = findQueue(context, address);
    const Policy = existing?.attributes.Policy;
    const queue: Queue = {
      ...(existing ?? { ...address, createdMs: context.now, modifiedMs: context.now }),
      attributes: Policy === undefined ? {} : { Policy },
      tags: tagsOf(resource),
    };
    setAttributes(context, queue, attributes);
    return provided(context, queue);
  },
  remove: (context, ref) => removeQueue(context, parseQueueUrl(ref, context.caller.account)),
};

function provided(context: Context, queue: Queue): ProvidedResource {
  const url = queueUrl(queue);
  return { ref: url, attributes: { Arn: queueArn(queue, context.region), QueueName: queue.name, QueueUrl: url } };
}

function queueName({ properties, generatedName }: TemplateResource): string {
  const suffix = String(properties.FifoQueue) === 'true' ? '.fifo' : '';
  const given: unknown = properties.QueueName;
  return typeof given === 'string' ? given : generatedName.slice(0, 80 - suffix.length) + suffix;
}

/** Templates write numbers, booleans and policies as such; the API wants text. */
function attributesOf({ properties }: TemplateResource): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const value: unknown = properties[name];
    if (value === undefined) continue;
    attributes[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  if (attributes.FifoQueue === 'false') delete attributes.FifoQueue;
  return attributes;
}

function tagsOf({ properties }: TemplateResource): Record<string, string> {
  const tags = (properties.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
