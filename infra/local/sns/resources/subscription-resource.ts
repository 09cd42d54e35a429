/** `AWS::SNS::Subscription` of the template. */

import type { ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import { withSubscriptionAttributes } from '../subscription/subscription-attributes.ts';
import {
  findSubscription,
  forgetSubscription,
  parseSubscriptionArn,
  saveSubscription,
} from '../subscription/subscription.ts';

const ATTRIBUTES = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionProvider: ResourceProvider = {
  properties: ['Endpoint', 'Protocol', 'TopicArn', ...ATTRIBUTES],
  ignored: {
    DeliveryPolicy: 'it governs HTTP endpoints, which the engine does not deliver to',
    Region: 'the engine has one region',
  },
  apply(context, resource) {
    const { Endpoint, Protocol, TopicArn } = resource.properties;
    const attributes = withSubscriptionAttributes({}, attributesOf(resource));
    const { SubscriptionArn } = context.call<{ SubscriptionArn: string }>('sns', 'Subscribe', {
      TopicArn: TopicArn as string,
      Protocol: Protocol as string,
      Endpoint: Endpoint as string,
    });
    const subscription = findSubscription(context, parseSubscriptionArn(SubscriptionArn));
    if (subscription === undefined) throw new Error(`${SubscriptionArn} was not kept`);
    saveSubscription(context, { ...subscription, attributes });
    return { ref: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  remove: (context, ref) => forgetSubscription(context, parseSubscriptionArn(ref)),
};

/** Templates write policies and booleans as such; the API wants text. */
function attributesOf({ properties }: TemplateResource): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const value: unknown = properties[name];
    if (value !== undefined) attributes[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return attributes;
}
