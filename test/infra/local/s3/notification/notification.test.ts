import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../../../infra/local/kernel/context.ts';
import { BRIDGED, BUCKET, FUNCTION, notifiedRig, QUEUE, TOPIC } from './notified-rig.ts';

const ROLE: Caller = {
  type: 'role',
  account: '000000000000',
  roleArn: 'arn:aws:iam::000000000000:role/writer',
  session: 'me',
};
const forQueue = (Event: string[], more: object = {}) => ({
  QueueConfiguration: [{ Id: 'q', Queue: QUEUE, Event, ...more }],
});
const filter = (...rules: [string, string][]) => ({
  Filter: { S3Key: { FilterRule: rules.map(([Name, Value]) => ({ Name, Value })) } },
});

interface Message {
  readonly Records: readonly [{ eventName: string; s3: { object: Record<string, unknown> } }];
}
const eventsIn = (messages: unknown[]) =>
  (messages as Message[]).map(({ Records: [{ eventName, s3 }] }) => [eventName, s3.object['key']]);

describe('a queue', () => {
  test('gets a test message, then one for each change', () => {
    const rig = notifiedRig();
    rig.configure(forQueue(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']));
    expect(rig.drain(QUEUE)).toEqual([
      {
        Service: 'Amazon S3',
        Event: 's3:TestEvent',
        Time: '2026-01-01T00:00:00.000Z',
        Bucket: BUCKET,
        RequestId: expect.stringMatching(/^[0-9A-F]{16}$/) as string,
        HostId: expect.any(String) as string,
      },
    ]);
    rig.call('s3', 'PutObject', { Bucket: BUCKET, Key: 'in/ü a+b.png', Body: 'hello' }, ROLE);
    expect(rig.drain(QUEUE)).toEqual([
      {
        Records: [
          {
            eventVersion: '2.1',
            eventSource: 'aws:s3',
            awsRegion: 'us-east-1',
            eventTime: '2026-01-01T00:00:00.000Z',
            eventName: 'ObjectCreated:Put',
            userIdentity: { principalId: 'AWS:writer:me' },
            requestParameters: { sourceIPAddress: '127.0.0.1' },
            responseElements: {
              'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/) as string,
              'x-amz-id-2': expect.any(String) as string,
            },
            s3: {
              s3SchemaVersion: '1.0',
              configurationId: 'q',
              bucket: {
                name: BUCKET,
                ownerIdentity: { principalId: expect.stringMatching(/^[0-9A-F]{14}$/) as string },
                arn: `arn:aws:s3:::${BUCKET}`,
              },
              object: {
                key: 'in/%C3%BC+a%2Bb.png',
                size: 5,
                eTag: '5d41402abc4b2a76b9719d911017c592',
                sequencer: expect.stringMatching(/^[0-9A-F]{18}$/) as string,
              },
            },
          },
        ],
      },
    ]);
  });

  test('learns of every way an object comes and goes', () => {
    const rig = notifiedRig();
    rig.configure(forQueue(['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:ObjectTagging:*']));
    rig.drain(QUEUE);
    rig.s3('PutObject', { Key: 'a', Body: '1' });
    rig.s3('PostObject', { Key: 'b', Body: '1' });
    rig.s3('CopyObject', { Key: 'c', CopySource: `${BUCKET}/a` });
    rig.s3('PutObjectTagging', { Key: 'c', Tagging: { TagSet: [] } });
    const { UploadId } = rig.s3<{ UploadId: string }>('CreateMultipartUpload', { Key: 'd' });
    const { ETag } = rig.s3<{ ETag: string }>('UploadPart', { Key: 'd', UploadId, PartNumber: 1, Body: '1' });
    rig.s3('CompleteMultipartUpload', { Key: 'd', UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } });
    rig.s3('DeleteObjects', { Delete: { Objects: [{ Key: 'a' }, { Key: 'never' }] } });
    expect(eventsIn(rig.drain(QUEUE)).sort()).toEqual([
      ['ObjectCreated:CompleteMultipartUpload', 'd'],
      ['ObjectCreated:Copy', 'c'],
      ['ObjectCreated:Post', 'b'],
      ['ObjectCreated:Put', 'a'],
      ['ObjectRemoved:Delete', 'a'],
      ['ObjectTagging:Put', 'c'],
    ]);
  });

  test('learns which version', () => {
    const rig = notifiedRig();
    rig.s3('PutBucketVersioning', { VersioningConfiguration: { Status: 'Enabled' } });
    rig.configure(forQueue(['s3:ObjectRemoved:*']));
    rig.drain(QUEUE);
    const { VersionId } = rig.s3<{ VersionId: string }>('PutObject', { Key: 'k', Body: '1' });
    const marker = rig.s3<{ VersionId: string }>('DeleteObject', { Key: 'k' });
    rig.s3('DeleteObject', { Key: 'k', VersionId });
    const objects = (rig.drain(QUEUE) as unknown as Message[]).map(({ Records: [{ eventName, s3 }] }) => [
      eventName,
      s3.object,
    ]);
    const sequencer = expect.any(String) as string;
    expect(objects).toHaveLength(2);
    expect(Object.fromEntries(objects)).toEqual({
      'ObjectRemoved:DeleteMarkerCreated': { key: 'k', versionId: marker.VersionId, sequencer },
      'ObjectRemoved:Delete': { key: 'k', versionId: VersionId, sequencer },
    });
  });

  test('learns only of keys its filter lets through', () => {
    const rig = notifiedRig();
    rig.configure(forQueue(['s3:ObjectCreated:Put'], filter(['Prefix', 'in/'], ['suffix', '.png'])));
    rig.drain(QUEUE);
    for (const Key of ['in/a.png', 'in/a.gif', 'out/a.png']) rig.s3('PutObject', { Key, Body: '' });
    rig.s3('CopyObject', { Key: 'in/b.png', CopySource: `${BUCKET}/in/a.png` });
    expect(eventsIn(rig.drain(QUEUE))).toEqual([['ObjectCreated:Put', 'in/a.png']]);
  });
});

test('a function is invoked and a topic published to, as S3 for the bucket', () => {
  const rig = notifiedRig();
  rig.configure({
    CloudFunctionConfiguration: [{ CloudFunction: FUNCTION, Event: ['s3:ObjectCreated:*'] }],
    TopicConfiguration: [{ Topic: TOPIC, Event: ['s3:ObjectRemoved:*'] }],
  });
  expect(rig.told.splice(0).map(({ service, input }) => [service, input['InvocationType']])).toEqual([
    ['sns', undefined],
    ['lambda', 'DryRun'],
  ]);
  rig.s3('PutObject', { Key: 'k', Body: '' });
  expect(rig.told).toEqual([]);
  rig.advance(0);
  rig.s3('DeleteObject', { Key: 'k' });
  rig.advance(0);
  const caller = {
    type: 'service',
    account: '000000000000',
    principal: 's3.amazonaws.com',
    sourceArn: `arn:aws:s3:::${BUCKET}`,
  };
  expect(rig.told).toMatchObject([
    { service: 'lambda', input: { FunctionName: FUNCTION, InvocationType: 'Event' }, caller },
    { service: 'sns', input: { TopicArn: TOPIC, Subject: 'Amazon S3 Notification' }, caller },
  ]);
  const payload = Buffer.from(String(rig.told[0]?.input['Payload']), 'base64').toString();
  expect(eventsIn([JSON.parse(payload)])).toEqual([['ObjectCreated:Put', 'k']]);
});

test('the default bus gets every event in its own form', () => {
  const rig = notifiedRig();
  rig.configure({ EventBridgeConfiguration: {} });
  rig.s3('PutObject', { Key: 'in/ü a', Body: 'hello' });
  rig.s3('DeleteObject', { Key: 'in/ü a' });
  const events = rig.drain(BRIDGED);
  const common = {
    version: '0',
    id: expect.any(String) as string,
    source: 'aws.s3',
    account: '000000000000',
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [`arn:aws:s3:::${BUCKET}`],
  };
  const detail = {
    version: '0',
    bucket: { name: BUCKET },
    'request-id': expect.any(String) as string,
    requester: '000000000000',
    'source-ip-address': '127.0.0.1',
  };
  const sequencer = expect.any(String) as string;
  const etag = '5d41402abc4b2a76b9719d911017c592';
  expect(events).toHaveLength(2);
  expect(events).toContainEqual({
    ...common,
    'detail-type': 'Object Created',
    detail: { ...detail, object: { key: 'in/ü a', size: 5, etag, sequencer }, reason: 'PutObject' },
  });
  expect(events).toContainEqual({
    ...common,
    'detail-type': 'Object Deleted',
    detail: {
      ...detail,
      object: { key: 'in/ü a', sequencer },
      reason: 'DeleteObject',
      'deletion-type': 'Permanently Deleted',
    },
  });
});

test('what a lifecycle rule removes is told as such', () => {
  const rig = notifiedRig();
  rig.configure({ ...forQueue(['s3:LifecycleExpiration:*']), EventBridgeConfiguration: {} });
  const Rule = [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: '1' } }];
  rig.s3('PutBucketLifecycleConfiguration', { Configuration: { Rule } });
  rig.s3('PutObject', { Key: 'k', Body: '' });
  rig.drain(QUEUE);
  rig.drain(BRIDGED);
  rig.advance(3 * 86_400_000);
  expect(rig.drain(QUEUE)).toMatchObject([
    {
      Records: [
        {
          eventVersion: '2.3',
          eventName: 'LifecycleExpiration:Delete',
          userIdentity: { principalId: 's3.amazonaws.com' },
        },
      ],
    },
  ]);
  expect(rig.drain(BRIDGED)).toMatchObject([
    { detail: { reason: 'Lifecycle Expiration', requester: 's3.amazonaws.com' } },
  ]);
});

describe('delivery', () => {
  test('waits for a destination that is down, and happens once', () => {
    let down = false;
    const rig = notifiedRig({ down: () => down });
    rig.configure({ CloudFunctionConfiguration: [{ CloudFunction: FUNCTION, Event: ['s3:ObjectCreated:*'] }] });
    rig.told.splice(0);
    down = true;
    rig.s3('PutObject', { Key: 'k', Body: '' });
    rig.advance(3_600_000);
    expect(rig.told).toEqual([]);
    down = false;
    rig.advance(3_600_000);
    expect(rig.told).toHaveLength(1);
  });

  test('is given up after a day', () => {
    let down = false;
    const rig = notifiedRig({ down: () => down });
    rig.configure({ CloudFunctionConfiguration: [{ CloudFunction: FUNCTION, Event: ['s3:ObjectCreated:*'] }] });
    down = true;
    rig.s3('PutObject', { Key: 'k', Body: '' });
    rig.advance(86_400_000);
    expect(rig.engine.tasks(10)).toEqual([]);
  });

  test('is not begun for a write that failed', () => {
    const rig = notifiedRig();
    rig.configure(forQueue(['s3:ObjectCreated:*']));
    rig.drain(QUEUE);
    expect(() => rig.s3('PutObject', { Key: 'k', Body: '', IfMatch: '"x"' })).toThrow();
    expect(rig.drain(QUEUE)).toEqual([]);
  });
});
