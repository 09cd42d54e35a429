import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  RemovePermissionCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { arnOf, snsRig } from './sns-rig.ts';

const TOPIC = arnOf('sns', 'orders');

test('a topic is created once, shown with its defaults, and deleted', async () => {
  const client = snsRig().client();
  const created = await client.send(new CreateTopicCommand({ Name: 'orders', Attributes: { DisplayName: 'Orders' } }));
  expect(created.TopicArn).toBe(TOPIC);
  expect((await client.send(new CreateTopicCommand({ Name: 'orders' }))).TopicArn).toBe(TOPIC);
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
  expect(Attributes).toMatchObject({
    DisplayName: 'Orders',
    Owner: '000000000000',
    SubscriptionsConfirmed: '0',
    SubscriptionsDeleted: '0',
    SubscriptionsPending: '0',
    TopicArn: TOPIC,
  });
  expect(JSON.parse(Attributes['Policy'] ?? '')).toMatchObject({ Id: '__default_policy_ID' });
  await client.send(new DeleteTopicCommand({ TopicArn: TOPIC }));
  await client.send(new DeleteTopicCommand({ TopicArn: TOPIC }));
  await expect(client.send(new GetTopicAttributesCommand({ TopicArn: TOPIC }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
    $metadata: { httpStatusCode: 404 },
  });
});

test('attributes are set, checked and cleared', async () => {
  const { client, topic, sns } = snsRig();
  const TopicArn = topic();
  const set = (AttributeName: string, AttributeValue: string) =>
    client().send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  await set('DisplayName', 'Orders');
  await set('SignatureVersion', '2');
  await set('DisplayName', '');
  expect(sns('GetTopicAttributes', { TopicArn })).toMatchObject({
    Attributes: { DisplayName: '', SignatureVersion: '2' },
  });
  await expect(set('Colour', 'red')).rejects.toThrow('Invalid parameter: AttributeName');
  await expect(set('SignatureVersion', '3')).rejects.toThrow('Invalid parameter: SignatureVersion');
  await expect(set('Policy', 'nonsense')).rejects.toThrow('Invalid parameter: Policy Error: null');
  await expect(set('SQSSuccessFeedbackRoleArn', 'arn:x')).rejects.toThrow('does not support logs of deliveries');
});

test('the default policy can be set again, one out of scope cannot', () => {
  const { topic, sns } = snsRig();
  const TopicArn = topic();
  const { Policy = '' } = sns<{ Attributes: Record<string, string> }>('GetTopicAttributes', { TopicArn }).Attributes;
  const set = (AttributeValue: string) =>
    sns('SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
  set(Policy);
  const all = { Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: TopicArn };
  expect(() => set(JSON.stringify({ Version: '2012-10-17', Statement: all }))).toThrow(
    'Invalid parameter: Policy statement action out of service scope!',
  );
});

test.each([
  ['a name of odd characters', { Name: 'a b' }, 'Invalid parameter: Topic Name'],
  ['a FIFO topic', { Name: 'a.fifo', Attributes: { FifoTopic: 'true' } }, 'does not support FIFO topics'],
  ['a FIFO attribute', { Name: 'a', Attributes: { FifoTopic: 'true' } }, 'does not support FIFO topics'],
  ['the name of another topic', { Name: 'orders', Attributes: { DisplayName: 'x' } }, 'different attributes'],
  ['the name of one with other tags', { Name: 'orders', Tags: [{ Key: 'a', Value: 'b' }] }, 'different tags'],
  [
    'a tag twice',
    {
      Name: 'tagged',
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    },
    'Invalid parameter: Duplicated keys are not allowed.',
  ],
])('%s is refused', async (_name, input, message) => {
  const { topic, client } = snsRig();
  topic();
  await expect(client().send(new CreateTopicCommand(input))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining(message) as string,
  });
});

test('ARNs of too few parts are refused in the words of SNS', () => {
  const { sns } = snsRig();
  expect(() => sns('Publish', { TopicArn: 'orders', Message: 'x' })).toThrow(
    'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
  );
});

test('topics are listed in pages of a hundred', async () => {
  const { topic, client } = snsRig();
  for (let at = 0; at < 150; at += 1) topic(`topic-${at}`);
  const first = await client().send(new ListTopicsCommand({}));
  const second = await client().send(new ListTopicsCommand({ NextToken: first.NextToken }));
  expect(first.Topics).toHaveLength(100);
  expect(second.NextToken).toBeUndefined();
  const arns = [...(first.Topics ?? []), ...(second.Topics ?? [])].map(({ TopicArn }) => TopicArn);
  expect(new Set(arns).size).toBe(150);
});

test('tags are added, replaced and removed', async () => {
  const { topic, client } = snsRig();
  const ResourceArn = topic();
  const send = client();
  const tag = (Key: string, Value: string) =>
    send.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key, Value }] }));
  await tag('a', '1');
  await tag('b', '2');
  await tag('b', '3');
  await send.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  const { Tags } = await send.send(new ListTagsForResourceCommand({ ResourceArn }));
  expect(Tags).toEqual([{ Key: 'b', Value: '3' }]);
});

test('a permission is a statement of the policy until it is removed', async () => {
  const { topic, client, sns } = snsRig();
  const TopicArn = topic();
  const add = new AddPermissionCommand({
    TopicArn,
    Label: 'friend',
    AWSAccountId: ['111111111111'],
    ActionName: ['Publish'],
  });
  const statements = () => {
    const { Attributes } = sns<{ Attributes: { Policy: string } }>('GetTopicAttributes', { TopicArn });
    return (JSON.parse(Attributes.Policy) as { Statement: { Sid: string }[] }).Statement;
  };
  await client().send(add);
  expect(statements()[1]).toEqual({
    Sid: 'friend',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'SNS:Publish',
    Resource: TopicArn,
  });
  await expect(client().send(add)).rejects.toThrow('Invalid parameter: Statement already exists');
  await client().send(new RemovePermissionCommand({ TopicArn, Label: 'friend' }));
  expect(statements().map(({ Sid }) => Sid)).toEqual(['__default_statement_ID']);
});
