import { expect, test } from 'vitest';
import { allows } from '../../../../../infra/local/iam/allows.ts';
import { s3Service } from '../../../../../infra/local/s3/s3-service.ts';
import { snsService } from '../../../../../infra/local/sns/sns-service.ts';
import { sqsService } from '../../../../../infra/local/sqs/sqs-service.ts';
import { testEngine } from '../../test-engine.ts';

const Bucket = 'pictures';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:pictures';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:pictures';
const policy = (Service: string, Action: string, Resource: string, source: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service },
      Action,
      Resource,
      Condition: { ArnEquals: { 'aws:SourceArn': source } },
    },
  });

test('a topic passes on what a bucket tells it', () => {
  const rig = testEngine([s3Service(), snsService(), sqsService()], { allows });
  rig.call('s3', 'CreateBucket', { Bucket });
  const queuePolicy = policy('sns.amazonaws.com', 'sqs:SendMessage', QUEUE, TOPIC);
  rig.call('sqs', 'CreateQueue', { QueueName: Bucket, Attributes: { Policy: queuePolicy } });
  rig.call('sns', 'CreateTopic', { Name: Bucket });
  const Attributes = { RawMessageDelivery: 'true' };
  rig.call('sns', 'Subscribe', { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: QUEUE, Attributes });
  const Configuration = { TopicConfiguration: [{ Topic: TOPIC, Event: ['s3:ObjectCreated:*'] }] };
  const configure = () => rig.call('s3', 'PutBucketNotificationConfiguration', { Bucket, Configuration });
  expect(configure).toThrow('Unable to validate the following destination configurations');
  const topicPolicy = policy('s3.amazonaws.com', 'sns:Publish', TOPIC, `arn:aws:s3:::${Bucket}`);
  rig.call('sns', 'SetTopicAttributes', { TopicArn: TOPIC, AttributeName: 'Policy', AttributeValue: topicPolicy });
  configure();
  rig.call('s3', 'PutObject', { Bucket, Key: 'k', Body: '' });
  rig.advance(1000);
  const { Messages } = rig.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', {
    QueueUrl: QUEUE,
    MaxNumberOfMessages: 10,
  });
  const bodies = Messages.map(({ Body }) => JSON.parse(Body) as Record<string, unknown>);
  expect(bodies).toHaveLength(2);
  expect(bodies).toContainEqual(expect.objectContaining({ Event: 's3:TestEvent' }));
  expect(bodies).toContainEqual({ Records: [expect.objectContaining({ eventName: 'ObjectCreated:Put' })] });
});
