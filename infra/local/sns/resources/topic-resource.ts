/** `AWS::SNS::Topic` of the template. */

import type { Context } from '../../kernel/context.ts';
import type { ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import { tagsFrom, type Tag } from '../topic/tags.ts';
import { checkTopicAttribute, withAttributes } from '../topic/topic-attributes.ts';
import { checkName, removeTopic } from '../topic/topic-operations.ts';
import { parseTopicArn, topicArn } from '../topic/topic-address.ts';
import { findTopic, saveTopic } from '../topic/topic.ts';

const ATTRIBUTES = ['ContentBasedDeduplication', 'DisplayName', 'FifoTopic', 'SignatureVersion', 'TracingConfig'];

interface InlineSubscription {
  readonly Endpoint: string;
  readonly Protocol: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicProvider: ResourceProvider = {
  properties: ['TopicName', 'Subscription', 'Tags', ...ATTRIBUTES],
  ignored: {
    DeliveryStatusLogging: 'there is no log group to write deliveries to; failures end in dead-letter queues',
    KmsMasterKeyId: 'nothing is encrypted at rest on one machine',
  },
  apply(context, resource) {
    const { account } = context.caller;
    const { TopicName: given, Tags = [], Subscription: inline = [] } = resource.properties;
    const name = typeof given === 'string' ? given : resource.generatedName;
    checkName(name);
    const existing = findTopic(context, { account, name });
    const Policy = existing?.attributes['Policy'];
    const attributes = withAttributes(Policy === undefined ? {} : { Policy }, attributesOf(resource));
    saveTopic(context, { account, name, attributes, tags: tagsFrom(Tags as readonly Tag[]) });
    const TopicArn = topicArn({ account, name }, context.region);
    subscribeAll(context, TopicArn, inline as readonly InlineSubscription[]);
    return { ref: TopicArn, attributes: { TopicArn, TopicName: name } };
  },
  remove: (context, ref) => removeTopic(context, parseTopicArn(ref)),
};

/** Templates write booleans as such; the API wants text. */
function attributesOf({ properties }: TemplateResource): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    if (properties[name] === undefined) continue;
    attributes[name] = String(properties[name]);
    checkTopicAttribute(name, attributes[name]);
  }
  return attributes;
}

function subscribeAll(context: Context, TopicArn: string, subscriptions: readonly InlineSubscription[]): void {
  for (const { Endpoint, Protocol } of subscriptions)
    context.call('sns', 'Subscribe', { TopicArn, Endpoint, Protocol });
}
