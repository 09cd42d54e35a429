import { expect, test } from 'vitest';
import { retryDelayMs } from '../../../../infra/local/sns/delivery/retry-delay.ts';
import { allows } from '../../../../infra/local/iam/allows.ts';
import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import { targetService } from '../eventbridge/target-service.ts';
import { ACCOUNT, arnOf, messagesIn, snsRig } from './sns-rig.ts';

const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const HOUR_MS = 3_600_000;

const redriveTo = (deadLetterTargetArn: string) => ({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn }) });

function withFunction() {
  const lambda = targetService('lambda', 'Invoke');
  const rig = snsRig({}, [lambda.service]);
  const TopicArn = rig.topic();
  const SubscriptionArn = rig.subscribe(TopicArn, FUNCTION, redriveTo(rig.queue('dead')));
  return { ...rig, lambda, TopicArn, SubscriptionArn };
}

test('a function is invoked asynchronously with an event, on behalf of the topic', () => {
  const { lambda, TopicArn, SubscriptionArn, publish } = withFunction();
  const MessageId = publish(TopicArn, 'x', { MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } });
  expect(lambda.calls).toMatchObject([
    {
      input: { FunctionName: FUNCTION, InvocationType: 'Event' },
      caller: { type: 'service', account: ACCOUNT, principal: 'sns.amazonaws.com', sourceArn: TopicArn },
    },
  ]);
  const { Payload } = lambda.calls[0]?.input as { Payload: string };
  expect(JSON.parse(Buffer.from(Payload, 'base64').toString())).toEqual({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: SubscriptionArn,
        Sns: {
          Type: 'Notification',
          MessageId,
          TopicArn,
          Subject: null,
          Message: 'x',
          Timestamp: '2026-01-01T00:00:00.000Z',
          SignatureVersion: '1',
          Signature: expect.any(String) as string,
          SigningCertUrl: expect.stringMatching(/^https:\/\/sns\.us-east-1\.amazonaws\.com\/.*\.pem$/) as string,
          UnsubscribeUrl: expect.stringContaining(SubscriptionArn) as string,
          MessageAttributes: { a: { Type: 'String', Value: 'b' } },
        },
      },
    ],
  });
});

test('what fails for now is tried again until it is accepted', () => {
  const { lambda, TopicArn, publish, advance, receive } = withFunction();
  lambda.refuseWith(new AwsError('TooManyRequestsException', 'slow down', { status: 429 }));
  publish(TopicArn, 'x');
  expect(lambda.calls).toHaveLength(4);
  advance(HOUR_MS);
  const gaps = lambda.calls.slice(1).map(({ atMs }, index) => atMs - (lambda.calls[index]?.atMs ?? 0));
  expect(gaps.slice(0, 3)).toEqual([0, 0, 0]);
  expect(gaps[3]).toBeGreaterThanOrEqual(500);
  expect(gaps[3]).toBeLessThanOrEqual(1_000);
  expect(Math.max(...gaps)).toBeGreaterThan(15_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
  lambda.refuseWith(undefined);
  const before = lambda.calls.length;
  advance(HOUR_MS);
  expect(lambda.calls).toHaveLength(before + 1);
  expect(receive('dead')).toEqual([]);
});

test('retries end after 100,015 of them, over some 23 days', () => {
  let sumMs = 0;
  let failures = 1;
  for (let delay = retryDelayMs(failures, () => 1); delay !== undefined; delay = retryDelayMs(failures, () => 1)) {
    sumMs += delay;
    failures += 1;
  }
  expect(failures - 1).toBe(100_015);
  expect(sumMs / (24 * HOUR_MS)).toBeCloseTo(23.15, 1);
});

test.each([
  new AwsError('ResourceNotFoundException', 'gone', { status: 404 }),
  new AwsError('AccessDeniedException', 'no'),
])('$code is final at once: the message is a dead letter', (refusal) => {
  const { lambda, TopicArn, publish, receive, engine } = withFunction();
  lambda.refuseWith(refusal);
  publish(TopicArn, 'x');
  expect(lambda.calls).toHaveLength(1);
  expect(messagesIn(receive('dead'))).toEqual(['x']);
  expect(engine.tasks(10).filter(({ service }) => service === 'sns')).toEqual([]);
});

test('a queue that is not there fails alone, and its dead letters are as raw as its messages', () => {
  const { topic, queue, subscribe, publish, receive } = snsRig();
  const TopicArn = topic();
  subscribe(TopicArn, arnOf('sqs', 'none'), { RawMessageDelivery: 'true', ...redriveTo(queue('dead')) });
  subscribe(TopicArn, arnOf('sqs', 'lost'));
  subscribe(TopicArn, queue('q'));
  const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
  publish(TopicArn, 'x', { MessageAttributes });
  expect(messagesIn(receive('q'))).toEqual(['x']);
  expect(receive('dead')).toMatchObject([{ Body: 'x', MessageAttributes }]);
});

test('a queue gets messages of the topics its policy lets in', () => {
  const { topic, queue, subscribe, publish, receive, call } = snsRig({ allows });
  const TopicArn = topic();
  const statement = (Resource: string) => ({
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource,
    Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
  });
  const QueueUrl = queue('q');
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement(QueueUrl)] });
  call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  subscribe(TopicArn, QueueUrl);
  const other = topic('other');
  subscribe(other, QueueUrl);
  publish(TopicArn, 'let in');
  publish(other, 'kept out');
  expect(messagesIn(receive(QueueUrl))).toEqual(['let in']);
});

test('who unsubscribes before the delivery gets nothing', () => {
  const { topic, queue, subscribe, sns, advance, receive } = snsRig();
  const TopicArn = topic();
  const SubscriptionArn = subscribe(TopicArn, queue('q'));
  sns('Publish', { TopicArn, Message: 'x' });
  sns('Unsubscribe', { SubscriptionArn });
  advance(0);
  expect(receive('q')).toEqual([]);
});
