/** `Subscribe`: a queue or a function gets what is published to a topic. */

import type { Context } from '../../kernel/context.ts';
import { callerArn } from '../../kernel/caller-arn.ts';
import { uuid } from '../../kernel/engine.ts';
import { parseQueueArn } from '../../sqs/queue-address.ts';
import { invalidParameter, missing } from '../sns-errors.ts';
import { openTopic, type Topic } from '../topic/topic.ts';
import { insideAttributes, withSubscriptionAttributes } from './subscription-attributes.ts';
import {
  saveSubscription,
  subscriptionArn,
  subscriptionsOf,
  type Protocol,
  type Subscription,
  type SubscriptionAttributes,
} from './subscription.ts';

export interface SubscribeInput {
  readonly TopicArn?: string;
  readonly Protocol?: string;
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** Protocols of SNS that the engine does not deliver by. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'application',
  'email',
  'email-json',
  'firehose',
  'http',
  'https',
  'sms',
]);

/**
 * Subscriptions need no confirmation: queues and functions have policies that say who may write to them. Subscribing
 * again gives the subscription there is. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function subscribe(context: Context, input: SubscribeInput): { SubscriptionArn: string } {
  const { TopicArn, Protocol: given, Endpoint: endpoint } = input;
  if (given === undefined) throw missing('protocol');
  const topic = openTopic(context, 'Subscribe', TopicArn, { 'sns:Protocol': given, 'sns:Endpoint': endpoint ?? '' });
  const protocol = protocolOf(given);
  if (endpoint === undefined) throw invalidParameter('Endpoint');
  checkEndpoint(protocol, endpoint);
  const attributes = insideAttributes(() => withSubscriptionAttributes({}, input.Attributes ?? {}));
  const existing = subscriptionTo(context, topic, { protocol, endpoint });
  if (existing !== undefined) {
    if (input.Attributes !== undefined && differs(existing.attributes, attributes))
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    return { SubscriptionArn: subscriptionArn(existing, context.region) };
  }
  const subscription: Subscription = {
    topic: { account: topic.account, name: topic.name },
    id: uuid(context.random),
    owner: context.caller.account,
    principal: callerArn(context.caller),
    protocol,
    endpoint,
    attributes,
  };
  saveSubscription(context, subscription);
  return { SubscriptionArn: subscriptionArn(subscription, context.region) };
}

/** The subscription of an endpoint to a topic. */
function subscriptionTo(
  context: Context,
  topic: Topic,
  { protocol, endpoint }: Pick<Subscription, 'protocol' | 'endpoint'>,
): Subscription | undefined {
  return subscriptionsOf(context, topic).find(
    (subscription) => subscription.protocol === protocol && subscription.endpoint === endpoint,
  );
}

function protocolOf(protocol: string): Protocol {
  if (protocol === 'sqs' || protocol === 'lambda') return protocol;
  if (ELSEWHERE.has(protocol))
    throw invalidParameter(`Protocol Reason: The local engine delivers to sqs and lambda only, not to ${protocol}.`);
  throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
}

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

function checkEndpoint(protocol: Protocol, endpoint: string): void {
  if (protocol === 'lambda' && !FUNCTION_ARN.test(endpoint)) throw invalidParameter('Lambda endpoint ARN');
  if (protocol === 'sqs' && parseQueueArn(endpoint) === undefined) throw invalidParameter('SQS endpoint ARN');
  if (protocol === 'sqs' && endpoint.endsWith('.fifo'))
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
}

function differs(one: SubscriptionAttributes, other: SubscriptionAttributes): boolean {
  const names = Object.keys({ ...one, ...other }) as (keyof SubscriptionAttributes)[];
  return names.some((name) => one[name] !== other[name]);
}
