import { expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import { ACCOUNT, bridge, busArn, queueArn } from './bridge.ts';
import { targetService } from './target-service.ts';

const STREAM = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s`;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:t`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/delivery`;
const HOUR_MS = 3_600_000;

test('a function is invoked asynchronously, on behalf of the rule', () => {
  const lambda = targetService('lambda', 'Invoke');
  const { put, ruleTo, advance } = bridge([lambda.service]);
  const sourceArn = ruleTo({ Arn: FUNCTION, InputPath: '$.detail' });
  put({ Detail: '{"a": 1}' });
  advance(0);
  const Payload = Buffer.from('{"a":1}').toString('base64');
  expect(lambda.calls).toMatchObject([
    {
      input: { FunctionName: FUNCTION, InvocationType: 'Event', Payload },
      caller: { type: 'service', account: ACCOUNT, principal: 'events.amazonaws.com', sourceArn },
    },
  ]);
});

test('a stream gets a record by the target role, its partition key from the event or the id of the event', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, advance, events } = bridge([kinesis.service]);
  const Targets = [
    { Id: '1', Arn: STREAM, RoleArn: ROLE, Input: '"x"', KinesisParameters: { PartitionKeyPath: '$.detail.order' } },
    { Id: '2', Arn: STREAM, RoleArn: ROLE, Input: '"y"' },
  ];
  ruleTo(Targets[0] ?? {});
  events('RemoveTargets', { Rule: 'rule', Ids: ['target'] });
  events('PutTargets', { Rule: 'rule', Targets });
  const id = put({ Detail: '{"order": "o-1"}' }).Entries[0]?.EventId;
  advance(0);
  const record = (text: string, PartitionKey: unknown) => ({
    input: { StreamARN: STREAM, Data: Buffer.from(text).toString('base64'), PartitionKey },
    caller: { type: 'role', account: ACCOUNT, roleArn: ROLE, session: 'events' },
  });
  expect(kinesis.calls).toHaveLength(2);
  for (const expected of [record('"x"', 'o-1'), record('"y"', id)])
    expect(kinesis.calls).toContainEqual(expect.objectContaining(expected));
});

test('a topic gets a message', () => {
  const sns = targetService('sns', 'Publish');
  const { put, ruleTo, advance } = bridge([sns.service]);
  ruleTo({ Arn: TOPIC, Input: '"hello"' });
  put();
  advance(0);
  expect(sns.calls).toMatchObject([{ input: { TopicArn: TOPIC, Message: '"hello"' }, caller: { type: 'service' } }]);
});

test('a FIFO queue gets a message in the group of the target', () => {
  const { put, ruleTo, queue, receive, advance } = bridge();
  ruleTo({ Arn: queue('q.fifo'), SqsParameters: { MessageGroupId: '$.detail.order' } });
  put({ Detail: '{"order": "o-1"}' });
  advance(0);
  expect(receive('q.fifo')[0]?.Attributes).toMatchObject({ MessageGroupId: 'o-1' });
});

test('another bus gets the event as it is', () => {
  const { put, ruleTo, queue, receive, advance, events } = bridge();
  events('CreateEventBus', { Name: 'next' });
  ruleTo({ Arn: busArn('next'), RoleArn: ROLE });
  events('PutRule', { Name: 'r', EventBusName: 'next', EventPattern: '{"source": ["shop"]}' });
  events('PutTargets', { Rule: 'r', EventBusName: 'next', Targets: [{ Id: '1', Arn: queue('q') }] });
  const id = put({ Detail: '{"big": 12345678901234567890}' }).Entries[0]?.EventId;
  advance(0);
  expect(receive('q')[0]?.Body).toContain('"detail":{"big":12345678901234567890}');
  put({ Detail: '{}' });
  advance(0);
  expect(JSON.parse(receive('q')[0]?.Body ?? '')).not.toMatchObject({ id });
});

test('the input goes to the target as it is', () => {
  const { put, ruleTo, queue, receive, advance } = bridge();
  ruleTo({ Arn: queue('q'), Input: '{ "a":  1 }' });
  put();
  advance(0);
  expect(receive('q')[0]?.Body).toBe('{ "a":  1 }');
});

test('what is throttled is tried again, ever later, until it is accepted', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, advance } = bridge([kinesis.service]);
  ruleTo({ Arn: STREAM, RoleArn: ROLE });
  kinesis.refuseWith(new AwsError('ProvisionedThroughputExceededException', 'slow down'));
  put();
  advance(HOUR_MS);
  const gaps = kinesis.calls.slice(1).map(({ atMs }, index) => atMs - (kinesis.calls[index]?.atMs ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(500);
  expect(gaps[0]).toBeLessThanOrEqual(1_000);
  expect(gaps[8]).toBeGreaterThan(100_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(600_000);
  kinesis.refuseWith(undefined);
  const before = kinesis.calls.length;
  advance(2 * HOUR_MS);
  expect(kinesis.calls).toHaveLength(before + 1);
});

test('the default policy gives up after 24 hours, the last attempt at their end', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, advance, pending, now } = bridge([kinesis.service]);
  ruleTo({ Arn: STREAM, RoleArn: ROLE });
  kinesis.refuseWith(new AwsError('InternalFailure', 'down', { status: 500 }));
  put();
  const startMs = now();
  advance(30 * HOUR_MS);
  expect(kinesis.calls.length).toBeGreaterThan(100);
  expect(kinesis.calls.length).toBeLessThanOrEqual(186);
  expect(kinesis.calls.at(-1)?.atMs).toBeLessThanOrEqual(startMs + 24 * HOUR_MS);
  expect(pending()).toEqual([]);
});

function attributesOf(message: ReturnType<ReturnType<typeof bridge>['receive']>[number] | undefined) {
  return Object.fromEntries(
    Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
  );
}

test('an event whose retries are exhausted becomes a dead letter', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, queue, receive, advance } = bridge([kinesis.service]);
  const RULE_ARN = ruleTo({
    Arn: STREAM,
    RoleArn: ROLE,
    InputPath: '$.detail',
    RetryPolicy: { MaximumRetryAttempts: 2 },
    DeadLetterConfig: { Arn: queue('dead') },
  });
  kinesis.refuseWith(new AwsError('InternalFailure', 'down', { status: 500 }));
  put({ Detail: '{"a": 1}' });
  advance(HOUR_MS);
  expect(kinesis.calls).toHaveLength(3);
  const [letter] = receive('dead');
  expect(JSON.parse(letter?.Body ?? '')).toMatchObject({ source: 'shop', detail: { a: 1 } });
  expect(attributesOf(letter)).toEqual({
    RULE_ARN,
    TARGET_ARN: STREAM,
    ERROR_CODE: 'INTERNAL_ERROR',
    ERROR_MESSAGE: 'down',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    RETRY_ATTEMPTS: '2',
  });
});

test('an event too old becomes a dead letter at that age', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, queue, receive, advance } = bridge([kinesis.service]);
  ruleTo({
    Arn: STREAM,
    RoleArn: ROLE,
    RetryPolicy: { MaximumEventAgeInSeconds: 60 },
    DeadLetterConfig: { Arn: queue('dead') },
  });
  kinesis.refuseWith(new AwsError('ThrottlingException', 'slow down'));
  put();
  advance(59_000);
  expect(receive('dead')).toEqual([]);
  advance(1_000);
  expect(attributesOf(receive('dead')[0])).toMatchObject({
    ERROR_CODE: 'THROTTLING',
    EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
  });
});

test.each([
  ['NO_RESOURCE', new AwsError('ResourceNotFoundException', 'gone')],
  ['NO_PERMISSIONS', new AwsError('AccessDeniedException', 'no')],
  ['ERROR_FROM_TARGET', new AwsError('ValidationException', 'bad')],
])('%s is final at once', (ERROR_CODE, error) => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, queue, receive, advance, pending } = bridge([kinesis.service]);
  ruleTo({ Arn: STREAM, RoleArn: ROLE, DeadLetterConfig: { Arn: queue('dead') } });
  kinesis.refuseWith(error);
  put();
  advance(0);
  const attributes = attributesOf(receive('dead')[0]);
  expect(attributes).toMatchObject({ ERROR_CODE, ERROR_MESSAGE: error.message, RETRY_ATTEMPTS: '0' });
  expect(attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  expect(pending()).toEqual([]);
});

test('a queue that does not exist, or does not let the rule in, is final too', () => {
  const open = bridge();
  open.ruleTo({ Arn: queueArn('none'), DeadLetterConfig: { Arn: open.queue('dead') } });
  open.put();
  open.advance(0);
  expect(attributesOf(open.receive('dead')[0])).toMatchObject({ ERROR_CODE: 'NO_RESOURCE' });

  const closed = bridge([], { allows });
  const dead = closed.queue('dead');
  const sourceArn = closed.ruleTo({ Arn: closed.queue('closed'), DeadLetterConfig: { Arn: dead } });
  closed.call('sqs', 'SetQueueAttributes', {
    QueueUrl: dead,
    Attributes: { Policy: JSON.stringify(letIn(sourceArn)) },
  });
  closed.put();
  closed.advance(0);
  expect(attributesOf(closed.receive('dead')[0])).toMatchObject({ ERROR_CODE: 'NO_PERMISSIONS' });
});

function letIn(sourceArn: string) {
  const Condition = { ArnEquals: { 'aws:SourceArn': sourceArn } };
  const Principal = { Service: 'events.amazonaws.com' };
  return { Statement: [{ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: '*', Condition }] };
}

test('without a dead-letter queue, or with one that refuses, the event is dropped', () => {
  const { put, ruleTo, advance, pending } = bridge();
  ruleTo({ Arn: queueArn('none') });
  put();
  ruleTo({ Arn: queueArn('none'), DeadLetterConfig: { Arn: queueArn('none-either') } });
  put();
  advance(0);
  expect(pending()).toEqual([]);
});

test('one failing target holds no other up, and a deleted rule still delivers what matched', () => {
  const kinesis = targetService('kinesis', 'PutRecord');
  const { put, ruleTo, queue, receive, advance, events } = bridge([kinesis.service]);
  ruleTo({ Arn: STREAM, RoleArn: ROLE });
  events('PutTargets', { Rule: 'rule', Targets: [{ Id: 'queue', Arn: queue('q') }] });
  kinesis.refuseWith(new AwsError('ThrottlingException', 'slow down'));
  put();
  advance(0);
  expect(receive('q')).toHaveLength(1);
  events('RemoveTargets', { Rule: 'rule', Ids: ['target', 'queue'] });
  events('DeleteRule', { Name: 'rule' });
  kinesis.refuseWith(undefined);
  advance(HOUR_MS);
  expect(kinesis.calls.length).toBeGreaterThan(1);
});
