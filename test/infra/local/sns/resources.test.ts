import { expect, test } from 'vitest';
import { arnOf, messagesIn, snsRig } from './sns-rig.ts';

const TOPIC = 'AWS::SNS::Topic';
const SUBSCRIPTION = 'AWS::SNS::Subscription';
const POLICY = 'AWS::SNS::TopicPolicy';

function template() {
  const rig = snsRig();
  return {
    ...rig,
    attributesOf: (TopicArn: string) =>
      rig.sns<{ Attributes: Record<string, string> }>('GetTopicAttributes', { TopicArn }).Attributes,
  };
}

test('a topic of the template keeps its subscriptions and its policy when it changes', () => {
  const { apply, sns, queue, publish, receive, attributesOf } = template();
  const Subscription = [{ Endpoint: queue('q'), Protocol: 'sqs' }];
  const { ref, attributes } = apply(TOPIC, 'Stack-Orders', { DisplayName: 'Orders', Subscription });
  expect({ ref, attributes }).toEqual({
    ref: arnOf('sns', 'Stack-Orders'),
    attributes: { TopicArn: ref, TopicName: 'Stack-Orders' },
  });
  const statement = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: ref };
  const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  apply(POLICY, 'policy', { PolicyDocument, Topics: [ref] });
  apply(TOPIC, 'Stack-Orders', { TracingConfig: 'Active', Tags: [{ Key: 'a', Value: 'b' }], Subscription });
  expect(attributesOf(ref)).toMatchObject({
    DisplayName: '',
    TracingConfig: 'Active',
    Policy: JSON.stringify(PolicyDocument),
    SubscriptionsConfirmed: '1',
  });
  expect(sns('ListTagsForResource', { ResourceArn: ref })).toEqual({ Tags: [{ Key: 'a', Value: 'b' }] });
  publish(ref, 'x');
  expect(messagesIn(receive('q'))).toEqual(['x']);
});

test('a subscription of the template is the same after a change', () => {
  const { apply, remove, topic, queue, sns } = template();
  const base = { TopicArn: topic(), Protocol: 'sqs', Endpoint: queue('q') };
  const { ref } = apply(SUBSCRIPTION, 's', {
    ...base,
    RawMessageDelivery: true,
    FilterPolicy: { kind: ['a'] },
    RedrivePolicy: { deadLetterTargetArn: queue('dead') },
  });
  const attributesOf = () => sns('GetSubscriptionAttributes', { SubscriptionArn: ref })['Attributes'];
  expect(attributesOf()).toMatchObject({ RawMessageDelivery: 'true', FilterPolicy: '{"kind":["a"]}' });
  const changed = { ...base, FilterPolicyScope: 'MessageBody', FilterPolicy: { kind: { of: ['b'] } } };
  expect(apply(SUBSCRIPTION, 's', changed).ref).toBe(ref);
  expect(attributesOf()).toMatchObject({ RawMessageDelivery: 'false', FilterPolicy: '{"kind":{"of":["b"]}}' });
  expect(attributesOf()).not.toHaveProperty('RedrivePolicy');
  remove(SUBSCRIPTION, ref);
  expect(sns('ListSubscriptions', {})).toEqual({ Subscriptions: [] });
});

test('a policy leaves its topics to the default when it goes', () => {
  const { apply, remove, topic, attributesOf } = template();
  const topics = [topic('one'), topic('two')];
  const statement = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' };
  const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  const isDefault = () => topics.map((arn) => attributesOf(arn)['Policy']?.includes('__default_policy_ID'));
  const { ref } = apply(POLICY, 'policy', { PolicyDocument, Topics: topics });
  expect(isDefault()).toEqual([false, false]);
  apply(POLICY, 'policy', { PolicyDocument, Topics: topics.slice(0, 1) });
  expect(isDefault()).toEqual([false, true]);
  remove(POLICY, ref);
  expect(isDefault()).toEqual([true, true]);
});

test('a FIFO topic of the template is refused, one that is said to be none is not', () => {
  const { apply } = template();
  expect(() => apply(TOPIC, 'Fifo', { FifoTopic: true })).toThrow('does not support FIFO topics');
  expect(apply(TOPIC, 'Plain', { FifoTopic: false }).ref).toBe(arnOf('sns', 'Plain'));
});
