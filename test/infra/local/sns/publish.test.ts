import { PublishBatchCommand, PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { messagesIn, snsRig } from './sns-rig.ts';

function withQueue(attributes: Readonly<Record<string, string>> = {}) {
  const rig = snsRig();
  const TopicArn = rig.topic();
  const SubscriptionArn = rig.subscribe(TopicArn, rig.queue('q'), attributes);
  return { ...rig, TopicArn, SubscriptionArn, arrived: () => rig.receive('q') };
}

test('a message arrives in its envelope', async () => {
  const { client, TopicArn, SubscriptionArn, arrived, advance } = withQueue();
  const { MessageId } = await client().send(
    new PublishCommand({
      TopicArn,
      Message: 'ö§ "x"',
      Subject: 'Grüße',
      MessageAttributes: {
        total: { DataType: 'Number', StringValue: '99.12' },
        photo: { DataType: 'Binary', BinaryValue: Buffer.from([2, 3, 4]) },
      },
    }),
  );
  expect(arrived()).toEqual([]);
  advance(0);
  const [message] = arrived();
  const body = JSON.parse(message?.Body ?? '') as Record<string, unknown>;
  expect(Object.keys(body)).toEqual([
    ...['Type', 'MessageId', 'TopicArn', 'Subject', 'Message', 'Timestamp', 'SignatureVersion', 'Signature'],
    ...['SigningCertURL', 'UnsubscribeURL', 'MessageAttributes'],
  ]);
  expect(body).toMatchObject({
    Type: 'Notification',
    MessageId,
    TopicArn,
    Subject: 'Grüße',
    Message: 'ö§ "x"',
    Timestamp: '2026-01-01T00:00:00.000Z',
    SignatureVersion: '1',
    UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`,
    MessageAttributes: { total: { Type: 'Number', Value: '99.12' }, photo: { Type: 'Binary', Value: 'AgME' } },
  });
  expect(message?.MessageAttributes).toBeUndefined();
});

test('an envelope has no subject and no attributes if the message has none', () => {
  const { publish, TopicArn, arrived } = withQueue();
  publish(TopicArn, 'x');
  const body = JSON.parse(arrived()[0]?.Body ?? '') as object;
  expect(body).not.toHaveProperty('Subject');
  expect(body).not.toHaveProperty('MessageAttributes');
});

test('raw delivery brings the message itself, its attributes as those of the queue', () => {
  const { publish, TopicArn, arrived } = withQueue({ RawMessageDelivery: 'true' });
  const MessageAttributes = {
    total: { DataType: 'Number', StringValue: '99.12' },
    photo: { DataType: 'Binary', BinaryValue: 'AgME' },
  };
  publish(TopicArn, 'text', { MessageAttributes, Subject: 'lost' });
  expect(arrived()).toMatchObject([{ Body: 'text', MessageAttributes }]);
});

test('a structured message says what each protocol receives', () => {
  const { publish, TopicArn, arrived } = withQueue();
  const MessageStructure = 'json';
  publish(TopicArn, '{"default":"d","sqs":"for queues"}', { MessageStructure });
  publish(TopicArn, '{"default":"d","email":"for mail"}', { MessageStructure });
  expect(messagesIn(arrived())).toEqual(['d', 'for queues']);
});

test.each<[string, object, string, string]>([
  ['no text', { Message: '' }, 'InvalidParameter', 'Invalid parameter: Empty message'],
  ['too long a text', { Message: 'x'.repeat(262_145) }, 'InvalidParameter', 'Invalid parameter: Message too long'],
  [
    'too long a text with its attributes',
    { Message: 'x'.repeat(262_140), MessageAttributes: { a: { DataType: 'String', StringValue: 'x' } } },
    'InvalidParameter',
    'Message too long',
  ],
  ['an empty subject', { Subject: '' }, 'InvalidParameter', 'Invalid parameter: Subject'],
  ['a subject of two lines', { Subject: 'a\nb' }, 'InvalidParameter', 'Invalid parameter: Subject'],
  ['a deduplication id', { MessageDeduplicationId: 'x' }, 'InvalidParameter', 'that is not valid for this topic type'],
  [
    'a structure that is no JSON',
    { MessageStructure: 'json' },
    'InvalidParameter',
    'JSON message body failed to parse',
  ],
  [
    'a structure without default',
    { MessageStructure: 'json', Message: '{"default":{}}' },
    'InvalidParameter',
    'Invalid parameter: Message Structure - No default entry in JSON message body',
  ],
  [
    'an attribute without type',
    { MessageAttributes: { a: {} } },
    'ValidationError',
    "Value null at 'messageAttributes.a.member.dataType' failed",
  ],
  [
    'an attribute of an odd type',
    { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
    'ParameterValueInvalid',
    'the set of supported type prefixes is Binary, Number, and String.',
  ],
  [
    'an attribute without value',
    { MessageAttributes: { a: { DataType: 'String' } } },
    'ParameterValueInvalid',
    "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
  ],
  [
    'bytes for a text',
    { MessageAttributes: { a: { DataType: 'String', BinaryValue: 'AAAA' } } },
    'ParameterValueInvalid',
    "The message attribute 'a' with type 'String' must use field 'String'.",
  ],
  [
    'an attribute of an odd name',
    { MessageAttributes: { 'a^b': { DataType: 'String', StringValue: 'x' } } },
    'ParameterValueInvalid',
    "Invalid non-alphanumeric character '#x5E'",
  ],
])('%s is refused', (_name, input, code, message) => {
  const { sns, TopicArn } = withQueue();
  const publish = () => sns('Publish', { TopicArn, Message: 'x', ...input });
  expect(publish).toThrow(message);
  expect(publish).toThrow(expect.objectContaining({ code }));
});

test('a message to a topic that is not there is refused', async () => {
  const { client } = snsRig();
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:none';
  await expect(client().send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
});

test('of a batch some messages are taken and others are not', async () => {
  const { client, TopicArn, arrived, advance } = withQueue();
  const { Successful = [], Failed } = await client().send(
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: 'one', Message: '1', MessageAttributes: { a: { DataType: 'String', StringValue: 'x' } } },
        { Id: 'two', Message: '2', Subject: 'a\nb' },
        { Id: 'three', Message: '{"default":"3"}', MessageStructure: 'json' },
      ],
    }),
  );
  expect(Successful.map(({ Id }) => Id)).toEqual(['one', 'three']);
  expect(Failed).toEqual([
    { Id: 'two', Code: 'InvalidParameter', Message: 'Invalid parameter: Subject', SenderFault: true },
  ]);
  advance(0);
  expect(messagesIn(arrived())).toEqual(['1', '3']);
});

const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ Id: `${index}`, Message: 'x' }));

test.each<[string, object[], string]>([
  ['none', [], 'EmptyBatchRequest'],
  ['eleven', entries(11), 'TooManyEntriesInBatchRequest'],
  ['two of one id', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct'],
  ['one of an odd id', [{ Id: 'a b', Message: 'x' }], 'InvalidBatchEntryId'],
  ['too much together', entries(2).map((entry) => ({ ...entry, Message: 'x'.repeat(131_073) })), 'BatchRequestTooLong'],
  ['one with a wrong structure', [{ Id: 'a', Message: 'x', MessageStructure: 'json' }], 'InvalidParameter'],
])('a batch of %s is refused', (_name, PublishBatchRequestEntries, code) => {
  const { sns, TopicArn } = withQueue();
  const publish = () => sns('PublishBatch', { TopicArn, PublishBatchRequestEntries });
  expect(publish).toThrow(expect.objectContaining({ code }));
});
