/** A subscription as it is stored under its topic, and the way every operation gets at one. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { invalidParameter, missing, notFound } from '../sns-errors.ts';
import { topicArn, type TopicAddress } from '../topic/topic-address.ts';
import { authorizedTopic } from '../topic/topic.ts';

/** What the engine delivers to. */
export type Protocol = 'sqs' | 'lambda';

export interface Subscription {
  readonly topic: TopicAddress;
  /** Unique within the topic: the last part of the ARN. */
  readonly id: string;
  /** The account of who subscribed. */
  readonly owner: string;
  /** The ARN of who subscribed. */
  readonly principal: string;
  readonly protocol: Protocol;
  /** The ARN of a queue or function. */
  readonly endpoint: string;
  readonly attributes: SubscriptionAttributes;
}

/** Those that were set, as text. */
export interface SubscriptionAttributes {
  readonly RawMessageDelivery?: string;
  readonly FilterPolicy?: string;
  readonly FilterPolicyScope?: string;
  readonly RedrivePolicy?: string;
}

type SubscriptionName = Pick<Subscription, 'topic' | 'id'>;

export function subscriptionArn({ topic, id }: SubscriptionName, region: string): string {
  return `${topicArn(topic, region)}:${id}`;
}

/** Which subscription an ARN names; refuses what is no subscription's. */
export function parseSubscriptionArn(arn: string | undefined): SubscriptionName {
  if (arn === undefined) throw missing('subscriptionArn');
  const parts = arn.split(':');
  if (parts.length < 6)
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  const [, , service, , account = '', name = '', id = ''] = parts;
  if (service !== 'sns' || parts.length !== 7) throw invalidParameter('SubscriptionId');
  return { topic: { account, name }, id };
}

function subscriptionKey({ topic, id }: SubscriptionName): string {
  return key('sns', topic.account, 'subscription', topic.name, id);
}

export function findSubscription(context: Context, name: SubscriptionName): Subscription | undefined {
  return context.tx.getShared<Subscription>(subscriptionKey(name));
}

export function saveSubscription(context: Context, subscription: Subscription): void {
  context.tx.put(subscriptionKey(subscription), subscription);
}

export function forgetSubscription(context: Context, name: SubscriptionName): void {
  context.tx.delete(subscriptionKey(name));
}

/** The subscriptions of a topic. */
export function subscriptionsOf(context: Context, { account, name }: TopicAddress): Subscription[] {
  const entries = context.tx.scan<Subscription>(within('sns', account, 'subscription', name));
  return [...entries].map(([, subscription]) => subscription);
}

/** The subscription an operation names, once the caller is known to be allowed to do this to its topic. */
export function openSubscription(context: Context, action: string, arn: string | undefined): Subscription {
  const name = parseSubscriptionArn(arn);
  authorizedTopic(context, action, name.topic);
  const subscription = findSubscription(context, name);
  if (subscription === undefined) throw notFound('Subscription');
  return subscription;
}
