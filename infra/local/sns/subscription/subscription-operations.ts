/** `Unsubscribe`, `ConfirmSubscription` and the listings of subscriptions. */

import type { Context } from '../../kernel/context.ts';
import { page } from '../page.ts';
import { invalidParameter } from '../sns-errors.ts';
import { topicArn } from '../topic/topic-address.ts';
import { authorizedTopic, openTopic, topicsOf } from '../topic/topic.ts';
import {
  forgetSubscription,
  parseSubscriptionArn,
  subscriptionArn,
  subscriptionsOf,
  type Subscription,
} from './subscription.ts';

/** Ending what is not there is fine. https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export function unsubscribe(context: Context, input: { readonly SubscriptionArn?: string }): void {
  const name = parseSubscriptionArn(input.SubscriptionArn);
  authorizedTopic(context, 'Unsubscribe', name.topic);
  forgetSubscription(context, name);
}

/** No subscription waits for its confirmation, so there is no token that is right. */
export function confirmSubscription(context: Context, input: { readonly TopicArn?: string }): never {
  openTopic(context, 'ConfirmSubscription', input.TopicArn);
  throw invalidParameter('Token');
}

interface ListInput {
  readonly NextToken?: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export function listSubscriptions(context: Context, input: ListInput) {
  const { account } = context.caller;
  context.authorize({ action: 'SNS:ListSubscriptions', resource: topicArn({ account, name: '*' }, context.region) });
  const subscriptions = topicsOf(context, account).flatMap((topic) => subscriptionsOf(context, topic));
  return shown(context, subscriptions, input);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export function listSubscriptionsByTopic(context: Context, input: ListInput & { readonly TopicArn?: string }) {
  const topic = openTopic(context, 'ListSubscriptionsByTopic', input.TopicArn);
  return shown(context, subscriptionsOf(context, topic), input);
}

function shown({ region }: Context, subscriptions: readonly Subscription[], { NextToken }: ListInput) {
  const { items, ...rest } = page(subscriptions, NextToken, (subscription) => subscriptionArn(subscription, region));
  return {
    Subscriptions: items.map((subscription) => ({
      SubscriptionArn: subscriptionArn(subscription, region),
      Owner: subscription.owner,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      TopicArn: topicArn(subscription.topic, region),
    })),
    ...rest,
  };
}
