/** The attributes a topic can have: what is a valid value of each, and how they are shown. */

import type { Context } from '../../kernel/context.ts';
import { subscriptionsOf } from '../subscription/subscription.ts';
import { invalidParameter, unsupported } from '../sns-errors.ts';
import { checkTopicPolicy, topicPolicy } from './topic-policy.ts';
import { topicArn } from './topic-address.ts';
import type { Topic } from './topic.ts';

/** Throws for a value SNS would not take. */
type Check = (value: string, name: string) => void;

/**
 * `DeliveryPolicy` governs HTTP endpoints, which the engine does not deliver to, `KmsMasterKeyId` an encryption that one
 * machine does without: both are kept and shown. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
const CHECKS: Readonly<Record<string, Check>> = {
  DeliveryPolicy: (value, name) => refuseUnless(isJsonObject(value), name),
  DisplayName: (value, name) => refuseUnless(value.length <= 100, name),
  KmsMasterKeyId: () => undefined,
  Policy: checkTopicPolicy,
  SignatureVersion: (value, name) => refuseUnless(value === '1' || value === '2', name),
  TracingConfig: (value, name) => refuseUnless(value === 'PassThrough' || value === 'Active', name),
};

/** Attributes that an empty value removes. */
const CLEARABLE: ReadonlySet<string> = new Set(['DeliveryPolicy', 'DisplayName', 'KmsMasterKeyId']);

/** Refuses an attribute SNS does not know, that the engine has not, or of an invalid value. */
export function checkTopicAttribute(name: string, value: unknown): void {
  if (/^(Fifo|ContentBased|Archive|BeginningArchive)/.test(name) && value !== 'false')
    throw unsupported(name, 'FIFO topics');
  if (/Feedback(RoleArn|SampleRate)$/.test(name)) throw unsupported(name, 'logs of deliveries');
  if (name === 'FifoTopic' || name === 'ContentBasedDeduplication') return;
  const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
  if (check === undefined) throw invalidParameter('AttributeName');
  if (typeof value !== 'string') throw invalidParameter(name);
  if (value !== '' || !CLEARABLE.has(name)) check(value, name);
}

/** The attributes with others in place of, or beside, those they have; what is empty is no more. */
export function withAttributes(
  attributes: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...attributes, ...given }).filter(([name, value]) => value !== '' && Object.hasOwn(CHECKS, name)),
  );
}

/** The retries SNS shows for HTTP endpoints. */
const EFFECTIVE_DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});

/** Every attribute, as `GetTopicAttributes` shows them. */
export function shownAttributes(context: Context, topic: Topic): Record<string, string> {
  return {
    DisplayName: '',
    EffectiveDeliveryPolicy: topic.attributes['DeliveryPolicy'] ?? EFFECTIVE_DELIVERY_POLICY,
    ...topic.attributes,
    Owner: topic.account,
    Policy: JSON.stringify(topicPolicy(topic, context.region)),
    SubscriptionsConfirmed: String(subscriptionsOf(context, topic).length),
    SubscriptionsDeleted: '0',
    SubscriptionsPending: '0',
    TopicArn: topicArn(topic, context.region),
  };
}

function refuseUnless(valid: boolean, name: string): void {
  if (!valid) throw invalidParameter(name);
}

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
