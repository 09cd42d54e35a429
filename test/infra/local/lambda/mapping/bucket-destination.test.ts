import { expect, it } from 'vitest';
import { s3Service } from '../../../../../infra/local/s3/s3-service.ts';
import { lambdaRig } from '../lambda-rig.ts';
import { streamRig, type StreamEvent } from './stream-rig.ts';

it('a bucket receives the records that were given up, beside their metadata', () => {
  const rig = streamRig(
    { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::failures' } } },
    { rig: lambdaRig([s3Service()]) },
  );
  rig.call('s3', 'CreateBucket', { Bucket: 'failures' });
  rig.on(() => {
    throw new Error('poison');
  });
  rig.put('k', 'bad');
  rig.settle();
  expect(rig.problems).toEqual([]);
  const { Contents } = rig.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', { Bucket: 'failures' });
  expect(Contents).toHaveLength(1);
  const Key = Contents[0]?.Key ?? '';
  expect(Key).toMatch(
    new RegExp(`^aws/lambda/${rig.UUID}/shardId-000000000000/2026/01/01/2026-01-01T00\\.00\\.00-[0-9a-f-]{36}$`),
  );
  const { Body } = rig.call<{ Body: Uint8Array }>('s3', 'GetObject', { Bucket: 'failures', Key });
  const content = JSON.parse(Buffer.from(Body).toString()) as { requestContext: object; payload: string };
  expect(content.requestContext).toMatchObject({ condition: 'RetryAttemptsExhausted' });
  expect((JSON.parse(content.payload) as StreamEvent).Records[0]?.kinesis.data).toBe('YmFk');
});
