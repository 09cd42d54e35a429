/** `GetSubscriptionAttributes` and `SetSubscriptionAttributes`. */

import type { Context } from '../../kernel/context.ts';
import { filterScope } from '../filter/filter-scope.ts';
import { missing } from '../sns-errors.ts';
import { topicArn } from '../topic/topic-address.ts';
import { withSubscriptionAttributes } from './subscription-attributes.ts';
import { openSubscription, saveSubscription, subscriptionArn } from './subscription.ts';

interface SubscriptionInput {
  readonly SubscriptionArn?: string;
}

/** The scope of a filter is only shown where there is one. https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export function getSubscriptionAttributes(context: Context, input: SubscriptionInput) {
  const subscription = openSubscription(context, 'GetSubscriptionAttributes', input.SubscriptionArn);
  const { FilterPolicy, FilterPolicyScope, RawMessageDelivery, RedrivePolicy } = subscription.attributes;
  return {
    Attributes: {
      ConfirmationWasAuthenticated: 'true',
      Endpoint: subscription.endpoint,
      ...(FilterPolicy === undefined ? {} : { FilterPolicy, FilterPolicyScope: filterScope(FilterPolicyScope) }),
      Owner: subscription.owner,
      PendingConfirmation: 'false',
      Protocol: subscription.protocol,
      RawMessageDelivery: RawMessageDelivery?.toLowerCase() ?? 'false',
      ...(RedrivePolicy === undefined ? {} : { RedrivePolicy }),
      SubscriptionArn: subscriptionArn(subscription, context.region),
      SubscriptionPrincipal: subscription.principal,
      TopicArn: topicArn(subscription.topic, context.region),
    },
  };
}

export interface SetSubscriptionAttributesInput extends SubscriptionInput {
  readonly AttributeName?: string;
  readonly AttributeValue?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export function setSubscriptionAttributes(context: Context, input: SetSubscriptionAttributesInput): void {
  const subscription = openSubscription(context, 'SetSubscriptionAttributes', input.SubscriptionArn);
  const { AttributeName: name, AttributeValue: value = '' } = input;
  if (name === undefined) throw missing('attributeName');
  const attributes = withSubscriptionAttributes(subscription.attributes, { [name]: value });
  saveSubscription(context, { ...subscription, attributes });
}
