import { expect, test } from 'vitest';
import { sqsRig } from './sqs-rig.ts';

const LARGEST = 1_048_576;

test('a message may have as many bytes as the queue says, attributes included', () => {
  const { queue, send } = sqsRig();
  const url = queue('orders');
  send(url, 'x'.repeat(LARGEST));
  expect(() => send(url, 'x'.repeat(LARGEST + 1))).toThrow(`Message must be shorter than ${LARGEST} bytes.`);
  const small = queue('small', { MaximumMessageSize: '1024' });
  const MessageAttributes = { k: { DataType: 'String', StringValue: 'é' } };
  send(small, 'x'.repeat(1024 - 9), { MessageAttributes });
  expect(() => send(small, 'x'.repeat(1024 - 8), { MessageAttributes })).toThrow('shorter than 1024 bytes');
});

test.each([
  [[], 'There should be at least one SendMessageBatchRequestEntry in the request.'],
  [Array.from({ length: 11 }, (_, n) => ({ Id: String(n), MessageBody: 'x' })), 'You have sent 11.'],
  [[{ Id: 'a b', MessageBody: 'x' }], 'A batch entry id can only contain'],
  [['a', 'a'].map((Id) => ({ Id, MessageBody: 'x' })), 'Id a repeated.'],
  [['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(LARGEST / 2 + 1) })), `You have sent ${LARGEST + 2} bytes.`],
])('a batch is refused as a whole (%#)', (Entries, message) => {
  const { queue, sqs, counts } = sqsRig();
  const QueueUrl = queue('orders');
  expect(() => sqs('SendMessageBatch', { QueueUrl, Entries })).toThrow(message);
  expect(counts(QueueUrl)).toEqual([0, 0, 0]);
});

test.each([
  [{ 'AWS.x': { DataType: 'String', StringValue: 'x' } }, 'is invalid'],
  [{ 'a..b': { DataType: 'String', StringValue: 'x' } }, 'is invalid'],
  [{ a: { DataType: 'String', StringValue: '' } }, "must contain a non-empty value of type 'String'"],
  [{ a: { StringValue: 'x' } }, 'must contain message attribute type'],
  [{ a: { DataType: 'Boolean', StringValue: 'x' } }, 'supported type prefixes'],
  [{ a: { DataType: 'Number', StringValue: 'x' } }, 'to number'],
])('a message attribute that is not proper is refused: %j', (MessageAttributes, message) => {
  const { queue, send } = sqsRig();
  expect(() => send(queue('orders'), 'x', { MessageAttributes })).toThrow(message);
});

test.each([
  ['', 'The request must contain the parameter MessageBody.'],
  ['\u0000', 'Invalid characters found.'],
  ['\ufffe', 'Invalid characters found.'],
  ['\ud800', 'Invalid characters found.'],
])('a body that XML could not carry is refused: %j', (body, message) => {
  const { queue, send } = sqsRig();
  expect(() => send(queue('orders'), body)).toThrow(message);
});

test('input of the wrong type is refused, not stumbled over', () => {
  const { queue, sqs } = sqsRig();
  const QueueUrl = queue('orders');
  for (const Entries of ['x', {}, [null], [1]])
    expect(() => sqs('SendMessageBatch', { QueueUrl, Entries })).toThrow('Entries');
  for (const MessageAttributes of [[], { a: null }, { a: { DataType: 1 } }])
    expect(() => sqs('SendMessage', { QueueUrl, MessageBody: 'x', MessageAttributes })).toThrow('MessageAttributes');
  expect(() => sqs('SendMessage', { QueueUrl: 7, MessageBody: 'x' })).toThrow('QueueUrl');
});

test('the digest of attributes is the one AWS documents', () => {
  const { queue, sqs } = sqsRig();
  const MessageAttributes = {
    General: { DataType: 'String', StringValue: 'Kenobi' },
    Hello: { DataType: 'String', StringValue: 'There' },
    'Help.Me': { DataType: 'String', StringValue: 'Me' },
  };
  const sent = sqs('SendMessage', { QueueUrl: queue('orders'), MessageBody: 'msg', MessageAttributes });
  expect(sent).toMatchObject({
    MD5OfMessageAttributes: '4c360f3fdafd970e05fae2f149d997f5',
    MD5OfMessageBody: '6e2baaf3b97dbeef01c0043275f9a0e7',
  });
});
