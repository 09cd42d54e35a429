/** A topic as it is stored, and the way every operation gets at one. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { notFound } from '../sns-errors.ts';
import { parseTopicArn, topicArn, type TopicAddress } from './topic-address.ts';
import { topicPolicy } from './topic-policy.ts';

export interface Topic extends TopicAddress {
  /** Attributes that were set, as text; those not here have their defaults. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

function topicKey({ account, name }: TopicAddress): string {
  return key('sns', account, 'topic', name);
}

export function findTopic(context: Context, address: TopicAddress): Topic | undefined {
  return context.tx.getShared<Topic>(topicKey(address));
}

export function saveTopic(context: Context, topic: Topic): void {
  context.tx.put(topicKey(topic), topic);
}

export function forgetTopic(context: Context, address: TopicAddress): void {
  context.tx.delete(topicKey(address));
}

/** An account's topics by name. */
export function topicsOf(context: Context, account: string): Topic[] {
  return [...context.tx.scan<Topic>(within('sns', account, 'topic'))].map(([, topic]) => topic);
}

/** Condition keys beyond the caller's own, such as `sns:Protocol`. */
type Conditions = Readonly<Record<string, string>>;

/** The topic, if there is one, once the caller is known to be allowed to do `action` (such as `Publish`) to it. */
export function authorizedTopic(
  context: Context,
  action: string,
  address: TopicAddress,
  conditions: Conditions = {},
): Topic | undefined {
  const topic = findTopic(context, address);
  context.authorize({
    action: `SNS:${action}`,
    resource: topicArn(address, context.region),
    resourcePolicy: topic && topicPolicy(topic, context.region),
    conditions,
  });
  return topic;
}

/** The topic an operation names, once the caller is known to be allowed. */
export function openTopic(
  context: Context,
  action: string,
  arn: string | undefined,
  conditions: Conditions = {},
): Topic {
  const topic = authorizedTopic(context, action, parseTopicArn(arn), conditions);
  if (topic === undefined) throw notFound('Topic');
  return topic;
}
