/** `AWS::SNS::TopicPolicy` of the template: one policy attached to several topics. */

import type { Context } from '../../kernel/context.ts';
import type { ResourceProvider } from '../../kernel/service.ts';
import { key } from '../../kernel/tuple-key.ts';
import { invalidParameter, notFound } from '../sns-errors.ts';
import { withAttributes } from '../topic/topic-attributes.ts';
import { checkTopicPolicy } from '../topic/topic-policy.ts';
import { parseTopicArn } from '../topic/topic-address.ts';
import { findTopic, saveTopic } from '../topic/topic.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const topicPolicyProvider: ResourceProvider = {
  properties: ['PolicyDocument', 'Topics'],
  apply(context, { generatedName, properties }) {
    const topics = properties['Topics'] as readonly string[] | undefined;
    if (topics === undefined || topics.length === 0) throw invalidParameter('A TopicPolicy needs at least one topic.');
    const document: unknown = properties['PolicyDocument'];
    const policy = typeof document === 'string' ? document : JSON.stringify(document);
    checkTopicPolicy(policy);
    const attached = attachedKey(context, generatedName);
    for (const arn of context.tx.get<string[]>(attached) ?? [])
      if (!topics.includes(arn)) setPolicy(context, arn, undefined);
    for (const arn of topics) if (!setPolicy(context, arn, policy)) throw notFound('Topic');
    context.tx.put(attached, topics);
    return { ref: generatedName, attributes: { Id: generatedName } };
  },
  remove(context, ref) {
    const attached = attachedKey(context, ref);
    for (const arn of context.tx.get<string[]>(attached) ?? []) setPolicy(context, arn, undefined);
    context.tx.delete(attached);
  },
};

/** Which topics a policy of the template was attached to, so that they can get the default one back. */
function attachedKey(context: Context, ref: string): string {
  return key('sns', context.caller.account, 'policy', ref);
}

/** False if there is no such topic. */
function setPolicy(context: Context, arn: string, policy: string | undefined): boolean {
  const topic = findTopic(context, parseTopicArn(arn));
  if (topic === undefined) return false;
  const attributes = withAttributes(topic.attributes, { Policy: policy ?? '' });
  saveTopic(context, { ...topic, attributes });
  return true;
}
