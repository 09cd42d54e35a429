import { expect, test } from 'vitest';
import { resourcePolicyProvider } from '../../../../infra/local/kinesis/resource-policy-resource.ts';
import { streamConsumerProvider } from '../../../../infra/local/kinesis/stream-consumer-resource.ts';
import { streamProvider } from '../../../../infra/local/kinesis/stream-resource.ts';
import { isOpen, kinesisRig, StreamARN, StreamName } from './kinesis-rig.ts';

test('a stream is described by name or ARN', () => {
  const { kinesis, now } = kinesisRig(2);
  const byName = kinesis<{ StreamDescriptionSummary: object }>('DescribeStreamSummary', {});
  expect(byName.StreamDescriptionSummary).toEqual({
    StreamName,
    StreamARN,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    StreamCreationTimestamp: now() / 1000,
    RetentionPeriodHours: 24,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
    OpenShardCount: 2,
    ConsumerCount: 0,
    MaxRecordSizeInKiB: 1024,
  });
  expect(kinesis('DescribeStreamSummary', { StreamName: undefined, StreamARN })).toEqual(byName);
  expect(kinesis('DescribeStream', { Limit: 1 })).toMatchObject({ StreamDescription: { HasMoreShards: true } });
});

test('streams are listed page by page; one without a shard count is on demand', () => {
  const { kinesis } = kinesisRig();
  kinesis('CreateStream', { StreamName: 'other' });
  interface Listed {
    readonly StreamNames: readonly string[];
    readonly HasMoreStreams: boolean;
    readonly NextToken?: string;
  }
  const first = kinesis<Listed>('ListStreams', { Limit: 1 });
  expect(first).toMatchObject({ StreamNames: ['intake'], HasMoreStreams: true });
  expect(kinesis('ListStreams', { NextToken: first.NextToken })).toMatchObject({
    StreamNames: ['other'],
    HasMoreStreams: false,
    StreamSummaries: [{ StreamModeDetails: { StreamMode: 'ON_DEMAND' } }],
  });
  expect(kinesis('DescribeStreamSummary', { StreamName: 'other' })).toMatchObject({
    StreamDescriptionSummary: { OpenShardCount: 4 },
  });
});

test('records live as long as the stream keeps them, and are cleared away after', () => {
  const { kinesis, put, texts, advance, run } = kinesisRig();
  put('old', 'k');
  kinesis('IncreaseStreamRetentionPeriod', { RetentionPeriodHours: 48 });
  expect(() => kinesis('IncreaseStreamRetentionPeriod', { RetentionPeriodHours: 24 })).toThrow('can not be shorter');
  advance(47 * 3_600_000);
  expect(texts('shardId-0')).toEqual(['old']);
  kinesis('DecreaseStreamRetentionPeriod', { RetentionPeriodHours: 24 });
  expect(texts('shardId-0')).toEqual([]);
  const stored = (): number =>
    run(({ tx }) => [...tx.scan({ from: 'kinesis', to: 'kinesit' })].filter(([key]) => key.includes('record')).length);
  expect(stored()).toBe(1);
  advance(3_600_000);
  expect(stored()).toBe(0);
});

test('a deleted stream leaves nothing to one of the same name', () => {
  const { kinesis, put, texts } = kinesisRig();
  put('x', 'k');
  kinesis('RegisterStreamConsumer', { StreamARN, ConsumerName: 'audit' });
  expect(() => kinesis('DeleteStream', {})).toThrow('has consumers registered to it');
  kinesis('DeleteStream', { EnforceConsumerDeletion: true });
  kinesis('CreateStream', { ShardCount: 1 });
  expect(texts('shardId-0')).toEqual([]);
  expect(kinesis('ListStreamConsumers', { StreamARN })).toEqual({ Consumers: [] });
});

test('consumers are registered, described by name or ARN, and deregistered', () => {
  const { kinesis } = kinesisRig();
  const consumer = { StreamARN, ConsumerName: 'audit' };
  const { Consumer } = kinesis<{ Consumer: { ConsumerARN: string } }>('RegisterStreamConsumer', consumer);
  expect(Consumer.ConsumerARN).toBe(`${StreamARN}/consumer/audit:1767225600`);
  expect(() => kinesis('RegisterStreamConsumer', consumer)).toThrow('already exists');
  const described = kinesis('DescribeStreamConsumer', consumer);
  expect(described).toEqual({ ConsumerDescription: { ...Consumer, StreamARN } });
  expect(kinesis('DescribeStreamConsumer', { ConsumerARN: Consumer.ConsumerARN })).toEqual(described);
  kinesis('DeregisterStreamConsumer', { ConsumerARN: Consumer.ConsumerARN });
  expect(() => kinesis('DescribeStreamConsumer', consumer)).toThrow('not found');
});

test('tags, mode and encryption are kept', () => {
  const { kinesis } = kinesisRig();
  kinesis('AddTagsToStream', { Tags: { b: '2', a: '1' } });
  kinesis('RemoveTagsFromStream', { TagKeys: ['b'] });
  expect(kinesis('ListTagsForStream', {})).toEqual({ Tags: [{ Key: 'a', Value: '1' }], HasMoreTags: false });
  kinesis('UpdateStreamMode', { StreamARN, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  kinesis('StartStreamEncryption', { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
  expect(kinesis('DescribeStream', {})).toMatchObject({
    StreamDescription: {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      EncryptionType: 'KMS',
      KeyId: 'alias/aws/kinesis',
    },
  });
  kinesis('StopStreamEncryption', { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
  expect(kinesis('DescribeStream', {})).toMatchObject({ StreamDescription: { EncryptionType: 'NONE' } });
});

test('resources of the template: a stream with its policy and consumer, changed without losing records', () => {
  const { run, put, texts, shards, kinesis } = kinesisRig();
  const apply = (provider: typeof streamProvider, properties: Record<string, unknown>) =>
    run((context) =>
      provider.apply(context, { logicalId: 'L', generatedName: StreamName, properties, assetPath: (key) => key }),
    );
  put('kept', 'k');
  const stream = apply(streamProvider, { ShardCount: 2, RetentionPeriodHours: 168, Tags: [{ Key: 'a', Value: '1' }] });
  expect(stream).toEqual({ ref: StreamName, attributes: { Arn: StreamARN } });
  expect(shards().filter(isOpen)).toHaveLength(2);
  expect(texts('shardId-0')).toEqual(['kept']);
  apply(resourcePolicyProvider, { ResourceArn: StreamARN, ResourcePolicy: { Statement: [] } });
  apply(streamProvider, { ShardCount: 2, RetentionPeriodHours: 168 });
  expect(kinesis('GetResourcePolicy', { ResourceARN: StreamARN })).toEqual({ Policy: '{"Statement":[]}' });
  const consumer = apply(streamConsumerProvider, { StreamARN, ConsumerName: 'audit' });
  expect(consumer.attributes).toMatchObject({ ConsumerName: 'audit', ConsumerStatus: 'ACTIVE', StreamARN });
  run((context) => streamConsumerProvider.remove?.(context, consumer.ref));
  expect(kinesis('ListStreamConsumers', { StreamARN })).toEqual({ Consumers: [] });
  run((context) => streamProvider.remove?.(context, stream.ref));
  expect(() => kinesis('DescribeStream', {})).toThrow('not found');
});
