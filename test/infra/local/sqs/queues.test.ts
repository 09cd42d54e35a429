import { expect, test } from 'vitest';
import type { Access, Caller } from '../../../../infra/local/kernel/context.ts';
import { arn, sqsRig } from './sqs-rig.ts';

interface Urls {
  readonly QueueUrls?: readonly string[];
  readonly NextToken?: string;
}

test('creating a queue again succeeds only with the attributes it has', () => {
  const { queue } = sqsRig();
  const url = queue('orders', { DelaySeconds: '5' });
  expect(queue('orders')).toBe(url);
  expect(queue('orders', { DelaySeconds: '5', VisibilityTimeout: '30' })).toBe(url);
  expect(() => queue('orders', { DelaySeconds: '6' })).toThrow('a different value for attribute DelaySeconds');
});

test.each(['', 'a b', 'x'.repeat(81), 'orders.fifo'])('"%s" is no name of a standard queue', (name) => {
  expect(() => sqsRig().queue(name)).toThrow(/QueueName|alphanumeric/);
});

test.each([
  ['DelaySeconds', '901'],
  ['MaximumMessageSize', '1023'],
  ['MaximumMessageSize', '1048577'],
  ['MessageRetentionPeriod', '59'],
  ['ReceiveMessageWaitTimeSeconds', '21'],
  ['VisibilityTimeout', '-1'],
  ['VisibilityTimeout', '1.5'],
  ['SqsManagedSseEnabled', 'yes'],
  ['Policy', 'not json'],
])('%s=%s is refused', (name, value) => {
  expect(() => sqsRig().queue('orders', { [name]: value })).toThrow(`Invalid value for the parameter ${name}.`);
});

test.each(['QueueArn', 'FifoQueue', 'Nonsense'])('%s is not to be set', (name) => {
  expect(() => sqsRig().queue('orders', { [name]: 'x' })).toThrow(`Unknown Attribute ${name}.`);
});

test('attributes have their defaults until they are set', () => {
  const { queue, sqs, attribute } = sqsRig();
  const QueueUrl = queue('orders');
  expect(attribute(QueueUrl, 'MessageRetentionPeriod')).toBe('345600');
  expect(attribute(QueueUrl, 'QueueArn')).toBe(arn('orders'));
  sqs('SetQueueAttributes', { QueueUrl, Attributes: { MessageRetentionPeriod: '60' } });
  expect(attribute(QueueUrl, 'MessageRetentionPeriod')).toBe('60');
  expect(() => attribute(QueueUrl, 'Nonsense')).toThrow('Unknown Attribute Nonsense.');
});

test('queues are listed by prefix, page by page', () => {
  const { queue, sqs } = sqsRig();
  for (const name of ['a-1', 'a-2', 'a-3', 'b-1']) queue(name);
  const first = sqs<Urls>('ListQueues', { QueueNamePrefix: 'a-', MaxResults: 2 });
  const second = sqs<Urls>('ListQueues', { QueueNamePrefix: 'a-', MaxResults: 2, NextToken: first.NextToken });
  expect([first, second].flatMap(({ QueueUrls }) => QueueUrls?.map((url) => url.split('/').at(-1)))).toEqual([
    'a-1',
    'a-2',
    'a-3',
  ]);
  expect(second.NextToken).toBeUndefined();
});

test('a deleted queue is gone with its messages', () => {
  const { queue, send, sqs, receive } = sqsRig();
  const QueueUrl = queue('orders');
  send(QueueUrl, 'x');
  sqs('DeleteQueue', { QueueUrl });
  expect(() => send(QueueUrl, 'x')).toThrow('The specified queue does not exist.');
  expect(receive(queue('orders'))).toEqual([]);
});

test('a purge takes everything, once a minute', () => {
  const { queue, send, sqs, counts, advance, receive } = sqsRig();
  const QueueUrl = queue('orders');
  send(QueueUrl, 'in flight');
  receive(QueueUrl);
  send(QueueUrl, 'visible');
  send(QueueUrl, 'delayed', { DelaySeconds: 10 });
  expect(counts(QueueUrl)).toEqual([1, 1, 1]);
  sqs('PurgeQueue', { QueueUrl });
  expect(counts(QueueUrl)).toEqual([0, 0, 0]);
  expect(() => sqs('PurgeQueue', { QueueUrl })).toThrow('is allowed every 60 seconds');
  advance(60_000);
  sqs('PurgeQueue', { QueueUrl });
});

test('tags are added, listed and removed', () => {
  const { queue, sqs } = sqsRig();
  const QueueUrl = queue('orders');
  sqs('TagQueue', { QueueUrl, Tags: { team: 'shop', stage: '' } });
  sqs('UntagQueue', { QueueUrl, TagKeys: ['team', 'unknown'] });
  expect(sqs('ListQueueTags', { QueueUrl })).toEqual({ Tags: { stage: '' } });
});

test('permissions are statements of the policy', () => {
  const { queue, sqs, attribute } = sqsRig();
  const QueueUrl = queue('orders');
  const grant = { QueueUrl, Label: 'l', AWSAccountIds: ['111111111111'], Actions: ['SendMessage'] };
  sqs('AddPermission', grant);
  expect(JSON.parse(attribute(QueueUrl, 'Policy') ?? '')).toMatchObject({
    Statement: [{ Sid: 'l', Action: 'SQS:SendMessage', Principal: { AWS: 'arn:aws:iam::111111111111:root' } }],
  });
  expect(() => sqs('AddPermission', grant)).toThrow('Already exists.');
  sqs('RemovePermission', { QueueUrl, Label: 'l' });
  expect(attribute(QueueUrl, 'Policy')).toBeUndefined();
  expect(() => sqs('RemovePermission', { QueueUrl, Label: 'l' })).toThrow("can't find label.");
});

test('another account reaches a queue by its URL, and is judged by the policy of the queue', () => {
  const asked: Access[] = [];
  const rig = sqsRig({
    allows: (_tx, _caller, access) => {
      asked.push(access);
      return access.action !== 'sqs:ReceiveMessage';
    },
  });
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' } });
  const QueueUrl = rig.queue('orders', { Policy });
  const stranger: Caller = { type: 'root', account: '111111111111' };
  rig.sqs('SendMessage', { QueueUrl, MessageBody: 'x' }, stranger);
  expect(asked.at(-1)).toMatchObject({
    action: 'sqs:SendMessage',
    resource: arn('orders'),
    resourcePolicy: JSON.parse(Policy) as object,
  });
  expect(rig.counts(QueueUrl)).toEqual([1, 0, 0]);
  expect(() => rig.receive(QueueUrl)).toThrow('is not authorized to perform: sqs:ReceiveMessage');
  expect(() => rig.sqs('GetQueueUrl', { QueueName: 'orders' }, stranger)).toThrow('does not exist');
});
