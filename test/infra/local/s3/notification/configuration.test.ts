import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Event, NotificationConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { refusal, s3Rig } from '../s3-rig.ts';
import { BUCKET, FUNCTION, notifiedRig, QUEUE, TOPIC } from './notified-rig.ts';

const CREATED: Event[] = ['s3:ObjectCreated:*'];
const filtered = (...FilterRules: [name: 'prefix' | 'suffix', value: string][]) => ({
  Filter: { Key: { FilterRules: FilterRules.map(([Name, Value]) => ({ Name, Value })) } },
});

/** Without destinations of their own: the wire, and what is refused before they are asked. */
function wire() {
  const rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket: BUCKET });
  return {
    put: (NotificationConfiguration: NotificationConfiguration) =>
      rig.client.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: BUCKET,
          NotificationConfiguration,
          SkipDestinationValidation: true,
        }),
      ),
    get: async () => {
      const read = await rig.client.send(new GetBucketNotificationConfigurationCommand({ Bucket: BUCKET }));
      return { ...read, $metadata: undefined };
    },
  };
}

test('a configuration reads back, rules without a name having got one, and goes', async () => {
  const { put, get } = wire();
  expect(await get()).toEqual({});
  const configuration: NotificationConfiguration = {
    QueueConfigurations: [
      { Id: 'q', QueueArn: QUEUE, Events: CREATED, ...filtered(['prefix', 'in/'], ['suffix', '.png']) },
    ],
    TopicConfigurations: [{ TopicArn: TOPIC, Events: ['s3:ObjectRemoved:Delete', 's3:ObjectRestore:Completed'] }],
    LambdaFunctionConfigurations: [{ LambdaFunctionArn: FUNCTION, Events: CREATED, ...filtered(['prefix', 'out/']) }],
    EventBridgeConfiguration: {},
  };
  await put(configuration);
  const read = await get();
  expect(read).toMatchObject(configuration);
  expect(read.TopicConfigurations?.[0]?.Id).toMatch(/^[\w=]{16,}$/);
  await put({});
  expect(await get()).toEqual({});
});

describe('refused is', () => {
  const queue = (more: object) => ({ QueueArn: QUEUE, Events: CREATED, ...more });
  test.each([
    ['an odd event', [queue({ Events: ['s3:ObjectEaten:*'] })]],
    ['an odd filter', [queue(filtered(['infix' as 'prefix', 'a']))]],
    ['two prefixes', [queue(filtered(['prefix', 'a'], ['prefix', 'b']))]],
    ['what is no queue', [queue({ QueueArn: FUNCTION })]],
    ['a queue elsewhere', [queue({ QueueArn: QUEUE.replace('us-east-1', 'eu-west-1') })]],
    [
      'a name twice',
      [queue({ Id: 'q', ...filtered(['prefix', 'a']) }), queue({ Id: 'q', ...filtered(['prefix', 'b']) })],
    ],
    ['an event twice', [queue({}), queue({ Events: ['s3:ObjectCreated:Put'] })]],
    ['overlapping prefixes', [queue(filtered(['prefix', 'a'])), queue(filtered(['prefix', 'a/b']))]],
    [
      'overlapping prefixes and suffixes',
      [queue(filtered(['suffix', '.jpg'], ['prefix', 'a'])), queue(filtered(['suffix', 'g']))],
    ],
  ])('%s', async (_what, QueueConfigurations) => {
    const configuration = { QueueConfigurations } as NotificationConfiguration;
    expect(await refusal(wire().put(configuration))).toEqual({ code: 'InvalidArgument', status: 400 });
  });

  test('but not what only looks like it', async () => {
    const { put } = wire();
    await put({
      QueueConfigurations: [
        queue(filtered(['prefix', 'a'], ['suffix', '.jpg'])),
        queue(filtered(['prefix', 'a'], ['suffix', '.png'])),
        queue(filtered(['prefix', 'b'])),
        queue({ Events: ['s3:ObjectRemoved:*'] }),
      ],
    });
  });
});

describe('destinations', () => {
  const rule = { QueueConfiguration: [{ Queue: QUEUE, Event: CREATED }] };
  const refused = (reason: string) =>
    expect.objectContaining({
      message: 'Unable to validate the following destination configurations',
      members: expect.objectContaining({
        details: { ArgumentName1: `${QUEUE}, null`, ArgumentValue1: reason },
      }) as object,
    }) as Error;

  test('must exist and let the bucket in', () => {
    const rig = notifiedRig();
    rig.refused.add(QUEUE);
    expect(() => rig.configure(rule)).toThrow(
      refused('Permissions on the destination queue do not allow S3 to publish notifications from this bucket'),
    );
    rig.refused.clear();
    rig.call('sqs', 'DeleteQueue', { QueueUrl: QUEUE });
    expect(() => rig.configure(rule)).toThrow(refused('The destination queue does not exist'));
    rig.configure(rule, { SkipDestinationValidation: true });
    expect(rig.s3('GetBucketNotificationConfiguration')).toMatchObject({ Configuration: rule });
  });

  test('functions too', () => {
    const rig = notifiedRig();
    rig.refused.add(FUNCTION);
    const configuration = { CloudFunctionConfiguration: [{ CloudFunction: FUNCTION, Event: CREATED }] };
    expect(() => rig.configure(configuration)).toThrow('Unable to validate');
    rig.refused.clear();
    rig.configure(configuration);
  });
});

test('a template says the same in other words, and tests a destination once', () => {
  const rig = notifiedRig();
  const apply = (NotificationConfiguration: object) =>
    rig.run((context) =>
      rig.services
        .find(({ name }) => name === 's3')
        ?.resources?.['AWS::S3::Bucket']?.apply(context, {
          logicalId: 'Told',
          generatedName: BUCKET,
          properties: { NotificationConfiguration },
          assetPath: () => '',
        }),
    );
  const properties = {
    EventBridgeConfiguration: { EventBridgeEnabled: true },
    LambdaConfigurations: [{ Event: 's3:ObjectRemoved:*', Function: FUNCTION }],
    QueueConfigurations: [
      {
        Event: 's3:ObjectCreated:*',
        Queue: QUEUE,
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
      },
    ],
    TopicConfigurations: [{ Event: 's3:ObjectTagging:*', Topic: TOPIC }],
  };
  apply(properties);
  apply(properties);
  expect(rig.drain(QUEUE)).toHaveLength(1);
  expect(rig.s3('GetBucketNotificationConfiguration')).toMatchObject({
    Configuration: {
      EventBridgeConfiguration: {},
      CloudFunctionConfiguration: [{ CloudFunction: FUNCTION, Event: ['s3:ObjectRemoved:*'] }],
      QueueConfiguration: [
        {
          Queue: QUEUE,
          Event: CREATED,
          Filter: { S3Key: { FilterRule: [{ Name: 'prefix', Value: 'in/' }] } },
        },
      ],
      TopicConfiguration: [{ Topic: TOPIC, Event: ['s3:ObjectTagging:*'] }],
    },
  });
  apply({});
  expect(rig.s3('GetBucketNotificationConfiguration')).toEqual({ Configuration: {} });
});
