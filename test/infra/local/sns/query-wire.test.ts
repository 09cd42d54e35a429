import { expect, test } from 'vitest';
import { queryCall } from '../iam/query-call.ts';
import { snsService } from '../../../../infra/local/sns/sns-service.ts';
import { testEngine } from '../test-engine.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:orders';

function query() {
  const rig = testEngine([snsService()]);
  rig.call('sns', 'CreateTopic', { Name: 'orders' });
  return (parameters: Record<string, string>) => queryCall(rig, 'sns', parameters);
}

test('answers stand in the namespace of SNS, maps as entries', () => {
  const { body } = query()({ Action: 'GetTopicAttributes', TopicArn: TOPIC });
  expect(body).toContain('<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">');
  expect(body).toContain(`<GetTopicAttributesResult><Attributes><entry><key>DisplayName</key><value></value></entry>`);
});

test('an operation without a result answers with its metadata alone, one with an empty result says so', () => {
  const call = query();
  expect(call({ Action: 'DeleteTopic', TopicArn: `${TOPIC}-none` }).body).not.toContain('Result>');
  const tag = { Action: 'TagResource', ResourceArn: TOPIC, 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' };
  expect(call(tag).body).toContain('<TagResourceResult></TagResourceResult>');
});

test.each<[string, Record<string, string>, number, string]>([
  ['a missing topic', { Action: 'Publish', TopicArn: `${TOPIC}-none`, Message: 'x' }, 404, 'NotFound'],
  ['an unknown operation', { Action: 'CreatePlatformApplication' }, 400, 'InvalidAction'],
  ['a list in place of a text', { Action: 'Publish', 'TopicArn.1': TOPIC }, 400, 'MalformedInput'],
  ['a text in place of a list', { Action: 'TagResource', ResourceArn: TOPIC, Tags: 'x' }, 400, 'MalformedInput'],
  ['a list of texts', { Action: 'TagResource', ResourceArn: TOPIC, 'Tags.member.1': 'x' }, 400, 'MalformedInput'],
  [
    'an attribute that is none',
    { Action: 'Publish', TopicArn: TOPIC, Message: 'x', 'MessageAttributes.entry.1.Name': 'a' },
    400,
    'MalformedInput',
  ],
  ['no topic', { Action: 'Subscribe', Protocol: 'sqs' }, 400, 'ValidationError'],
])('%s is refused', (_name, parameters, status, code) => {
  const answer = query()(parameters);
  expect({ status: answer.status, codes: answer.all('Code') }).toEqual({ status, codes: [code] });
});
