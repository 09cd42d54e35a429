import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { allows } from '../../../../infra/local/iam/allows.ts';
import type { Caller } from '../../../../infra/local/kernel/context.ts';
import { ACCOUNT, messagesIn, snsRig } from './sns-rig.ts';

const RULE = `arn:aws:events:us-east-1:${ACCOUNT}:rule/sold`;
const STRANGER: Caller = { type: 'root', account: '111111111111' };
const ROLE: Caller = {
  type: 'role',
  account: ACCOUNT,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/unknown`,
  session: 's',
};

function guarded() {
  const rig = snsRig({ allows });
  const TopicArn = rig.topic();
  rig.subscribe(TopicArn, rig.queue('q'));
  const letIn = (Principal: unknown, Condition?: object): unknown =>
    rig.sns('SetTopicAttributes', {
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: TopicArn, ...(Condition && { Condition }) },
        ],
      }),
    });
  const arrived = () => messagesIn(rig.receive('q'));
  return { ...rig, TopicArn, letIn, arrived };
}

test.each([
  ['another account', STRANGER],
  ['a role without permissions', ROLE],
])('by default %s may not publish', async (_name, caller) => {
  const { client, TopicArn } = guarded();
  await expect(client(caller).send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
    message: expect.stringContaining(`is not authorized to perform: SNS:Publish on resource: ${TopicArn}`) as string,
    $metadata: { httpStatusCode: 403 },
  });
});

test('another account may publish once the policy says so', () => {
  const { sns, TopicArn, letIn, advance, arrived } = guarded();
  letIn({ AWS: '111111111111' });
  sns('Publish', { TopicArn, Message: 'x' }, STRANGER);
  advance(0);
  expect(arrived()).toEqual(['x']);
});

test('a rule publishes to a topic that lets it in, and is a dead letter otherwise', () => {
  const { call, TopicArn, letIn, advance, arrived, queue, receive } = guarded();
  const dead = queue('dead');
  call('sqs', 'SetQueueAttributes', {
    QueueUrl: dead,
    Attributes: {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: dead },
      }),
    },
  });
  call('events', 'PutRule', { Name: 'sold', EventPattern: '{"source":["shop"]}' });
  const target = { Id: 't', Arn: TopicArn, InputPath: '$.detail', DeadLetterConfig: { Arn: dead } };
  call('events', 'PutTargets', { Rule: 'sold', Targets: [target] });
  const sell = (n: number): void => {
    call('events', 'PutEvents', { Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: JSON.stringify({ n }) }] });
    advance(0);
  };
  sell(1);
  expect(arrived()).toEqual([]);
  expect(receive(dead)[0]?.MessageAttributes).toMatchObject({ ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } });
  letIn({ Service: 'events.amazonaws.com' }, { ArnEquals: { 'aws:SourceArn': RULE } });
  sell(2);
  expect(arrived()).toEqual(['{"n":2}']);
  letIn({ Service: 'events.amazonaws.com' }, { ArnEquals: { 'aws:SourceArn': `${RULE}-other` } });
  sell(3);
  expect(arrived()).toEqual([]);
});
