import { expect, test } from 'vitest';
import { Wait } from '../../../../infra/local/kernel/wire.ts';
import { ROOT } from '../test-engine.ts';
import { sqsRig } from './sqs-rig.ts';

const MESSAGE_ATTRIBUTE = {
  'MessageAttribute.1.Name': 'kind',
  'MessageAttribute.1.Value.DataType': 'String',
  'MessageAttribute.1.Value.StringValue': 'a&b',
};

function query() {
  const rig = sqsRig();
  const post = (action: string, parameters: Record<string, string> = {}, path = '/') => {
    const form = new URLSearchParams({ Action: action, Version: '2012-11-05', ...parameters });
    const answer = rig.engine.serve({
      service: 'sqs',
      caller: ROOT,
      arrivedMs: rig.now(),
      request: {
        method: 'POST',
        path,
        query: new URLSearchParams(),
        headers: { host: 'localhost:9999', 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(form.toString()),
      },
    });
    if (answer instanceof Wait) throw new Error('not to be waited for');
    return { status: answer.status, body: String(answer.body) };
  };
  return { ...rig, post };
}

function element(name: string, xml: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

test('a queue is created, found at the host of the request, and used under its own path', () => {
  const { post } = query();
  const created = post('CreateQueue', {
    QueueName: 'orders',
    'Attribute.1.Name': 'VisibilityTimeout',
    'Attribute.1.Value': '5',
    'Tag.1.Key': 'team',
    'Tag.1.Value': 'shop',
  });
  const url = element('QueueUrl', created.body);
  expect(url).toBe('http://localhost:9999/000000000000/orders');
  expect(element('QueueUrl', post('ListQueues').body)).toBe(url);
  const sent = post('SendMessage', { MessageBody: '<x>\r\n', ...MESSAGE_ATTRIBUTE }, '/000000000000/orders');
  expect(sent.body).toContain('<SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">');
  const received = post('ReceiveMessage', {
    QueueUrl: url ?? '',
    'AttributeName.1': 'All',
    'MessageAttributeName.1': 'ki.*',
  });
  expect(element('Body', received.body)).toBe('&lt;x&gt;&#xD;\n');
  expect(received.body).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
  expect(received.body).toContain(
    '<MessageAttribute><Name>kind</Name><Value><DataType>String</DataType><StringValue>a&amp;b</StringValue></Value></MessageAttribute>',
  );
  expect(post('ListQueueTags', { QueueUrl: url ?? '' }).body).toContain(
    '<Tag><Key>team</Key><Value>shop</Value></Tag>',
  );
});

test('batches are flattened lists, with a result for each entry', () => {
  const { post, queue, counts } = query();
  const QueueUrl = queue('orders');
  const answer = post('SendMessageBatch', {
    QueueUrl,
    'SendMessageBatchRequestEntry.1.Id': 'good',
    'SendMessageBatchRequestEntry.1.MessageBody': 'x',
    'SendMessageBatchRequestEntry.1.DelaySeconds': '7',
    'SendMessageBatchRequestEntry.2.Id': 'bad',
    'SendMessageBatchRequestEntry.2.MessageBody': '',
  });
  expect(answer.body).toMatch(/<SendMessageBatchResultEntry><Id>good<\/Id>/);
  expect(answer.body).toMatch(/<BatchResultErrorEntry><Id>bad<\/Id>.*<Code>MissingParameter<\/Code>/);
  expect(counts(QueueUrl)).toEqual([0, 0, 1]);
  const empty = post('DeleteMessageBatch', { QueueUrl, Entries: '' });
  expect(element('Code', empty.body)).toBe('AWS.SimpleQueueService.EmptyBatchRequest');
});

test('refusals carry the codes and words of this protocol', () => {
  const { post } = query();
  const missing = post('SendMessage', { QueueUrl: 'http://x/000000000000/missing', MessageBody: 'x' });
  expect(missing.status).toBe(400);
  expect(element('Code', missing.body)).toBe('AWS.SimpleQueueService.NonExistentQueue');
  expect(element('Message', missing.body)).toBe('The specified queue does not exist for this wsdl version.');
  expect(element('Code', post('Nonsense').body)).toBe('InvalidAction');
});

test('an operation without a result answers with its metadata alone', () => {
  const { post, queue } = query();
  expect(post('DeleteQueue', { QueueUrl: queue('orders') }).body).toMatch(
    /^<\?xml version="1.0"\?><DeleteQueueResponse [^>]*><ResponseMetadata><RequestId>[^<]+<\/RequestId><\/ResponseMetadata><\/DeleteQueueResponse>$/,
  );
});
