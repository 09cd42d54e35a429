import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { ACCOUNT, arnOf, snsRig } from './sns-rig.ts';

const QUEUE = arnOf('sqs', 'q');

function subscribed() {
  const rig = snsRig();
  const TopicArn = rig.topic();
  const SubscriptionArn = rig.subscribe(TopicArn, QUEUE);
  const set = (AttributeName: string, AttributeValue: string): unknown =>
    rig.sns('SetSubscriptionAttributes', { SubscriptionArn, AttributeName, AttributeValue });
  const attributes = () =>
    rig.sns<{ Attributes: Record<string, string> }>('GetSubscriptionAttributes', { SubscriptionArn }).Attributes;
  return { ...rig, TopicArn, SubscriptionArn, set, attributes };
}

test('a queue is subscribed at once, listed, and no more once unsubscribed', async () => {
  const { client, topic } = snsRig();
  const TopicArn = topic();
  const subscribe = new SubscribeCommand({
    TopicArn,
    Protocol: 'sqs',
    Endpoint: QUEUE,
    Attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["a"]}' },
    ReturnSubscriptionArn: true,
  });
  const { SubscriptionArn } = await client().send(subscribe);
  expect(SubscriptionArn).toMatch(new RegExp(`^${TopicArn}:[0-9a-f-]{36}$`));
  expect((await client().send(subscribe)).SubscriptionArn).toBe(SubscriptionArn);
  const { Attributes } = await client().send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toEqual({
    ConfirmationWasAuthenticated: 'true',
    Endpoint: QUEUE,
    FilterPolicy: '{"kind":["a"]}',
    FilterPolicyScope: 'MessageAttributes',
    Owner: ACCOUNT,
    PendingConfirmation: 'false',
    Protocol: 'sqs',
    RawMessageDelivery: 'true',
    SubscriptionArn,
    SubscriptionPrincipal: `arn:aws:iam::${ACCOUNT}:root`,
    TopicArn,
  });
  const listed = [{ SubscriptionArn, Owner: ACCOUNT, Protocol: 'sqs', Endpoint: QUEUE, TopicArn }];
  expect((await client().send(new ListSubscriptionsCommand({}))).Subscriptions).toEqual(listed);
  const byTopic = new ListSubscriptionsByTopicCommand({ TopicArn });
  expect((await client().send(byTopic)).Subscriptions).toEqual(listed);
  await client().send(new UnsubscribeCommand({ SubscriptionArn }));
  await client().send(new UnsubscribeCommand({ SubscriptionArn }));
  expect((await client().send(byTopic)).Subscriptions).toEqual([]);
  await expect(client().send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).rejects.toThrow(
    'Subscription does not exist',
  );
});

test.each([
  ['email', 'a@example.com', 'The local engine delivers to sqs and lambda only, not to email.'],
  ['pigeon', 'coop', 'Amazon SNS does not support this protocol string: pigeon'],
  ['sqs', 'http://127.0.0.1:4566/000000000000/q', 'Invalid parameter: SQS endpoint ARN'],
  ['sqs', arnOf('sqs', 'q.fifo'), 'FIFO SQS Queues can not be subscribed to standard SNS topics'],
  ['lambda', arnOf('lambda', 'f'), 'Invalid parameter: Lambda endpoint ARN'],
])('a subscription of %s to %s is refused', (Protocol, Endpoint, message) => {
  const { sns, topic } = snsRig();
  const TopicArn = topic();
  expect(() => sns('Subscribe', { TopicArn, Protocol, Endpoint })).toThrow(message);
});

test('the same endpoint with other attributes is refused, its attributes can be set', async () => {
  const { client, TopicArn, SubscriptionArn, attributes } = subscribed();
  const other = { TopicArn, Protocol: 'sqs', Endpoint: QUEUE, Attributes: { RawMessageDelivery: 'true' } };
  await expect(client().send(new SubscribeCommand(other))).rejects.toThrow(
    'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
  );
  const raw = { SubscriptionArn, AttributeName: 'RawMessageDelivery', AttributeValue: 'true' };
  await client().send(new SetSubscriptionAttributesCommand(raw));
  expect(attributes()).toMatchObject({ RawMessageDelivery: 'true' });
});

test('the scope of a filter is shown with the filter, which an empty one removes', () => {
  const { set, attributes } = subscribed();
  set('FilterPolicyScope', 'MessageBody');
  expect(attributes()).not.toHaveProperty('FilterPolicyScope');
  set('FilterPolicy', '{"order":{"total":[{"numeric":[">",5]}]}}');
  expect(attributes()).toMatchObject({ FilterPolicyScope: 'MessageBody' });
  set('FilterPolicy', '{}');
  expect(attributes()).not.toHaveProperty('FilterPolicy');
});

test.each([
  ['Colour', 'red', 'AttributeName'],
  ['RawMessageDelivery', 'maybe', 'RawMessageDelivery: Invalid value [maybe]. Must be true or false.'],
  ['RedrivePolicy', '{"deadLetterTargetArn":"x"}', 'RedrivePolicy: deadLetterTargetArn is an invalid arn'],
  ['RedrivePolicy', '{x}', 'RedrivePolicy: failed to parse JSON.'],
  [
    'FilterPolicyScope',
    'Both',
    'FilterPolicyScope: Invalid value [Both]. Please use either MessageBody or MessageAttributes',
  ],
])('%s of %s is refused', (name, value, message) => {
  const { set } = subscribed();
  expect(() => set(name, value)).toThrow(`Invalid parameter: ${message}`);
});

test('what Subscribe refuses names the parameter it stood in', () => {
  const { sns, TopicArn } = subscribed();
  const Attributes = { RawMessageDelivery: 'wrong' };
  expect(() => sns('Subscribe', { TopicArn, Protocol: 'sqs', Endpoint: arnOf('sqs', 'other'), Attributes })).toThrow(
    'Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [wrong]. Must be true or false.',
  );
});

test('nothing waits for a confirmation', async () => {
  const { client, TopicArn } = subscribed();
  await expect(client().send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'x' }))).rejects.toThrow(
    'Invalid parameter: Token',
  );
});

test('subscriptions go with their topic', () => {
  const { sns, TopicArn, topic, publish, receive, queue } = subscribed();
  queue('q');
  sns('DeleteTopic', { TopicArn });
  publish(topic(), 'x');
  expect(receive(QUEUE)).toEqual([]);
  expect(sns('ListSubscriptions', {})).toEqual({ Subscriptions: [] });
});
