import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import { sqsService } from '../../../../infra/local/sqs/sqs-service.ts';
import { reaching, testEngine } from '../test-engine.ts';

async function queue() {
  const rig = testEngine([sqsService()], { store: sqliteStore(':memory:') });
  const client = new SQSClient(reaching(rig.requestHandler('sqs')));
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'orders' }));
  return { rig, client, QueueUrl };
}

test('a message sent is received with its attributes, and is gone once deleted', async () => {
  const { client, QueueUrl, rig } = await queue();
  const MessageAttributes = {
    kind: { DataType: 'String', StringValue: 'ü' },
    size: { DataType: 'Number.int', StringValue: '7' },
    raw: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
  };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello ✓', MessageAttributes }));
  const receive = new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], AttributeNames: ['All'] });
  const [message] = (await client.send(receive)).Messages ?? [];
  expect(message).toMatchObject({ Body: 'hello ✓', Attributes: { ApproximateReceiveCount: '1' } });
  expect(message?.MessageAttributes?.raw?.BinaryValue).toEqual(new Uint8Array([0, 255]));
  expect((await client.send(receive)).Messages).toBeUndefined();
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  rig.advance(60_000);
  expect((await client.send(receive)).Messages).toBeUndefined();
});

test('a long poll ends when a message arrives, when one becomes visible, or when its time is over', async () => {
  const { client, QueueUrl, rig } = await queue();
  const receive = () => client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 5 }));
  const first = receive();
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  expect((await first).Messages).toHaveLength(1);
  const second = receive();
  await new Promise(setImmediate);
  rig.advance(5_000);
  expect((await second).Messages).toHaveLength(1);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: (await second).Messages?.[0]?.ReceiptHandle }));
  const third = receive();
  await new Promise(setImmediate);
  rig.advance(20_000);
  expect((await third).Messages).toBeUndefined();
});

test('a batch tells which entries failed', async () => {
  const { client, QueueUrl } = await queue();
  const Entries = [
    { Id: 'good', MessageBody: 'x' },
    { Id: 'bad', MessageBody: '\u0000' },
  ];
  const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(answer.Successful).toMatchObject([{ Id: 'good' }]);
  expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
  const counts = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
  expect((await client.send(counts)).Attributes).toEqual({ ApproximateNumberOfMessages: '1' });
});
