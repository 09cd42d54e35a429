import { describe, expect, it } from 'vitest';
import { ROLE } from '../lambda-rig.ts';
import { dataOf, STREAM_ARN, streamRig, type StreamEvent } from './stream-rig.ts';

const poison = (event: StreamEvent): null => {
  if (dataOf(event).includes('bad')) throw new Error('poison');
  return null;
};

const reportsBad = ({ Records }: StreamEvent) => ({
  batchItemFailures: Records.filter(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString() === 'bad').map(
    ({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber }),
  ),
});

describe('a stream mapping', () => {
  it('passes records on as AWS does', () => {
    const rig = streamRig();
    rig.put('order-1', 'hello');
    rig.settle();
    const sequenceNumber = (rig.events as StreamEvent[])[0]?.Records[0]?.kinesis.sequenceNumber ?? '';
    expect(rig.events).toEqual([
      {
        Records: [
          {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: 'order-1',
              sequenceNumber,
              data: 'aGVsbG8=',
              approximateArrivalTimestamp: rig.now() / 1000,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: `shardId-000000000000:${sequenceNumber}`,
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: ROLE,
            awsRegion: 'us-east-1',
            eventSourceARN: STREAM_ARN,
          },
        ],
      },
    ]);
  });

  it('begins where it is told to', () => {
    const batches = (StartingPosition: string, more = {}): string[][] => {
      const rig = streamRig({ StartingPosition, ...more }, { before: ['old'] });
      rig.put('k', 'new');
      rig.settle();
      return rig.batches();
    };
    expect(batches('TRIM_HORIZON')).toEqual([['old', 'new']]);
    expect(batches('LATEST')).toEqual([['new']]);
    expect(batches('AT_TIMESTAMP', { StartingPositionTimestamp: 0 })).toEqual([['old', 'new']]);
  });

  it('gathers records while a batch is handled, and handles one batch of a shard at a time', () => {
    const rig = streamRig({ BatchSize: 3 });
    rig.put('k', 'a');
    rig.advance(0);
    expect(rig.pending).toHaveLength(1);
    rig.put('k', 'b', 'c', 'd', 'e');
    rig.advance(0);
    expect(rig.pending).toHaveLength(1);
    rig.settle();
    expect(rig.batches()).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('waits for its window, but a full batch goes at once', () => {
    const rig = streamRig({ BatchSize: 4, MaximumBatchingWindowInSeconds: 10 });
    rig.put('k', 'a', 'b');
    rig.elapse(5000);
    rig.put('k', 'c');
    rig.elapse(4000);
    expect(rig.batches()).toEqual([]);
    rig.elapse(1000);
    expect(rig.batches()).toEqual([['a', 'b', 'c']]);
    rig.put('k', 'd', 'e', 'f', 'g', 'h');
    rig.settle();
    expect(rig.batches().slice(1)).toEqual([['d', 'e', 'f', 'g']]);
  });

  it('repeats a batch that fails, ever more slowly, and lets nothing past it', () => {
    const rig = streamRig({ BatchSize: 1 });
    let failures = 3;
    rig.on(() => {
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
    });
    rig.put('k', 'a', 'b');
    rig.settle();
    expect(rig.batches()).toEqual([['a']]);
    rig.elapse(60_000);
    expect(rig.batches()).toEqual([['a'], ['a'], ['a'], ['a'], ['b']]);
  });

  it('continues after the lowest reported failure', () => {
    const rig = streamRig({ FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1 });
    rig.on(reportsBad);
    rig.put('k', 'a', 'b', 'bad', 'c');
    rig.elapse(60_000);
    expect(rig.batches()).toEqual([
      ['a', 'b', 'bad', 'c'],
      ['bad', 'c'],
      ['bad', 'c'],
    ]);
  });

  it('isolates a poisonous record by bisecting, also where only the first record is reported', () => {
    for (const more of [{}, { FunctionResponseTypes: ['ReportBatchItemFailures'] }]) {
      const rig = streamRig({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0, ...more });
      const handled: string[] = [];
      rig.on((event: StreamEvent) => {
        if (more.FunctionResponseTypes) {
          const report = reportsBad(event);
          if (report.batchItemFailures.length > 0) return report;
        } else poison(event);
        handled.push(...dataOf(event));
        return null;
      });
      rig.put('k', 'bad', 'a', 'b', 'c', 'd');
      rig.elapse(60_000);
      expect(handled).toEqual(['a', 'b', 'c', 'd']);
    }
  });

  it('a report it cannot understand fails the whole batch', () => {
    const rig = streamRig({ FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1 });
    rig.on(() => ({ batchItemFailures: [{ itemIdentifier: 'unknown' }] }));
    rig.put('k', 'a', 'b');
    rig.elapse(60_000);
    expect(rig.batches()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('reports what it gives up to a queue, as metadata', () => {
    const Destination = 'arn:aws:sqs:us-east-1:000000000000:failures';
    const rig = streamRig({ MaximumRetryAttempts: 2, DestinationConfig: { OnFailure: { Destination } } });
    const { QueueUrl } = rig.call<{ QueueUrl: string }>('sqs', 'CreateQueue', { QueueName: 'failures' });
    rig.on(poison);
    rig.put('k', 'bad', 'b');
    const arrival = new Date(rig.now()).toISOString();
    rig.elapse(60_000);
    const { Messages } = rig.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', { QueueUrl });
    expect(JSON.parse(Messages[0]?.Body ?? '')).toEqual({
      requestContext: {
        requestId: expect.any(String) as unknown,
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:fn',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.any(String) as unknown,
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: expect.any(String) as unknown,
        endSequenceNumber: expect.any(String) as unknown,
        approximateArrivalOfFirstRecord: arrival,
        approximateArrivalOfLastRecord: arrival,
        batchSize: 2,
        streamArn: STREAM_ARN,
      },
    });
  });

  it('gives up records that are too old, and those only', () => {
    const rig = streamRig({ MaximumRecordAgeInSeconds: 60, BatchSize: 10 });
    let fails = true;
    const handled: string[][] = [];
    rig.on((event: StreamEvent) => {
      if (fails) throw new Error('not now');
      handled.push(dataOf(event));
    });
    rig.put('k', 'old');
    rig.elapse(59_000);
    rig.put('k', 'young');
    fails = false;
    rig.elapse(100_000);
    expect(handled).toEqual([['young']]);
  });

  it('skips records that no filter lets through', () => {
    const Filters = [{ Pattern: '{"data":{"kind":["wanted"]},"partitionKey":["k"]}' }];
    const rig = streamRig({ FilterCriteria: { Filters } });
    rig.put('k', '{"kind":"wanted","n":1}', '{"kind":"other"}', '{"kind":"wanted","n":2}');
    rig.put('other', '{"kind":"wanted"}');
    rig.elapse(60_000);
    expect(rig.batches()).toEqual([['{"kind":"wanted","n":1}', '{"kind":"wanted","n":2}']]);
  });

  it('handles keys of one shard side by side, each in order', () => {
    const rig = streamRig({ BatchSize: 1, ParallelizationFactor: 10 });
    for (const key of ['a', 'b', 'c', 'd']) rig.put(key, `${key}1`, `${key}2`);
    rig.advance(0);
    const together = rig.pending.map((request) => dataOf(JSON.parse(request.payload) as StreamEvent)[0]);
    expect(together.length).toBeGreaterThan(1);
    expect(together.every((data) => data?.endsWith('1'))).toBe(true);
    rig.elapse(10_000);
    expect(rig.batches().flat().toSorted()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'd1', 'd2']);
  });

  it('repeats what was under way when the process ended', () => {
    const rig = streamRig({ MaximumRetryAttempts: 0 });
    rig.put('k', 'a');
    rig.advance(0);
    expect(rig.pending).toHaveLength(1);
    rig.restart();
    rig.settle();
    rig.put('k', 'b');
    rig.settle();
    expect(rig.batches()).toEqual([['a'], ['b']]);
  });

  it('reads the children of a shard after it', () => {
    const rig = streamRig({}, { shards: 1 });
    rig.put('k', 'a', 'b');
    rig.call('kinesis', 'UpdateShardCount', {
      StreamName: 'intake',
      TargetShardCount: 2,
      ScalingType: 'UNIFORM_SCALING',
    });
    rig.advance(0);
    rig.put('k', 'c');
    rig.put('other', 'd');
    rig.elapse(60_000);
    const all = rig.batches().flat();
    expect(all.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(all.indexOf('c')).toBeGreaterThan(all.indexOf('b'));
  });
});
