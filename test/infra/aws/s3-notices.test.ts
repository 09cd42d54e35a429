import type { Context, SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { objectsNoticed } from '../../../infra/aws/lambda/s3-notices.ts';
import { uploadsHandler } from '../../../infra/aws/lambda/uploads-handler.ts';

const notice = (...keys: string[]): string =>
  JSON.stringify({ Records: keys.map((key) => ({ s3: { object: { key, sequencer: '1' } } })) });

test('keys come decoded, and every record counts', () => {
  expect(objectsNoticed(notice('uploads/a%253Ab/Gr%C3%BC%C3%9Fe+und%2B1', 'uploads/o/2'))).toEqual([
    { key: 'uploads/a%3Ab/Grüße und+1' },
    { key: 'uploads/o/2' },
  ]);
  const versioned = { Records: [{ s3: { object: { key: 'k', versionId: 'v' } } }] };
  expect(objectsNoticed(JSON.stringify(versioned))).toEqual([{ key: 'k', versionId: 'v' }]);
});

test('a test of the queue is about nothing, and what no bucket says is not read', () => {
  expect(objectsNoticed(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }))).toEqual([]);
  for (const body of ['', 'x', '{}', '{"Records":[{}]}', '{"Records":[{"s3":{"object":{"key":"%E0%"}}}]}'])
    expect(objectsNoticed(body), body).toBeUndefined();
});

test('only messages with an object that failed, or that cannot be read, come again', async () => {
  const seen: string[] = [];
  const handle = uploadsHandler(async (refs) => {
    seen.push(...refs.map(({ key }) => key));
    return refs.map((ref) =>
      ref.key === 'bad' ? { type: 'failed', ref, cause: new Error('no') } : { type: 'gone', ref },
    );
  });
  const bodies = {
    good: notice('a', 'b'),
    half: notice('c', 'bad', 'd'),
    odd: 'odd',
    test: '{"Event":"s3:TestEvent"}',
  };
  const Records = Object.entries(bodies).map(([messageId, body]) => ({ messageId, body }));
  const { batchItemFailures } = await handle({ Records } as SQSEvent, { awsRequestId: 'r' } as Context);
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['half', 'odd']);
  expect(seen).toEqual(['a', 'b', 'c', 'bad', 'd']);
});
