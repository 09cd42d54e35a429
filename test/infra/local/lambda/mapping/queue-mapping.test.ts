import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../../../infra/local/kernel/context.ts';
import { lambdaRig, ROLE, type LambdaRig } from '../lambda-rig.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders';

interface QueueEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly [member: string]: unknown;
  }[];
}

function queueRig(mapping: Record<string, unknown> = {}, attributes: Record<string, string> = {}, rig = lambdaRig()) {
  const { QueueUrl } = rig.call<{ QueueUrl: string }>('sqs', 'CreateQueue', {
    QueueName: 'orders',
    Attributes: attributes,
  });
  rig.createFunction('fn', { Timeout: 3 });
  const { UUID } = rig.call<{ UUID: string }>('lambda', 'CreateEventSourceMapping', {
    FunctionName: 'fn',
    EventSourceArn: QUEUE_ARN,
    ...mapping,
  });
  const send = (...bodies: string[]): void => {
    for (const MessageBody of bodies) rig.call('sqs', 'SendMessage', { QueueUrl, MessageBody });
  };
  const left = (): number => {
    const { Attributes } = rig.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['All'],
    });
    return (
      Number(Attributes['ApproximateNumberOfMessages']) + Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
    );
  };
  return { ...rig, UUID, QueueUrl, send, left, batches: () => bodiesOf(rig) };
}

function bodiesOf(rig: LambdaRig): string[][] {
  return (rig.events as QueueEvent[]).map(({ Records }) => Records.map(({ body }) => body));
}

describe('a queue mapping', () => {
  it('passes messages on as AWS does, and deletes what was handled', () => {
    const rig = queueRig();
    rig.call('sqs', 'SendMessage', {
      QueueUrl: rig.QueueUrl,
      MessageBody: 'hello',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    });
    rig.settle();
    expect(rig.events).toEqual([
      {
        Records: [
          {
            messageId: expect.any(String) as unknown,
            receiptHandle: expect.any(String) as unknown,
            body: 'hello',
            attributes: expect.objectContaining({
              ApproximateReceiveCount: '1',
              SentTimestamp: String(rig.now()),
              ApproximateFirstReceiveTimestamp: String(rig.now()),
            }) as unknown,
            messageAttributes: {
              kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
            },
            md5OfMessageAttributes: expect.any(String) as unknown,
            md5OfBody: '5d41402abc4b2a76b9719d911017c592',
            eventSource: 'aws:sqs',
            eventSourceARN: QUEUE_ARN,
            awsRegion: 'us-east-1',
          },
        ],
      },
    ]);
    expect(rig.left()).toBe(0);
  });

  it('leaves a failed batch to the visibility timeout', () => {
    const rig = queueRig({}, { VisibilityTimeout: '30' });
    let fails = true;
    rig.on(() => {
      if (fails) throw new Error('not now');
    });
    rig.send('a');
    rig.settle();
    expect(rig.left()).toBe(1);
    fails = false;
    rig.elapse(29_000);
    expect(rig.batches()).toEqual([['a']]);
    rig.elapse(2000);
    expect(rig.batches()).toEqual([['a'], ['a']]);
    expect(rig.left()).toBe(0);
  });

  it('keeps what the function reports as failed', () => {
    const rig = queueRig({ FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumBatchingWindowInSeconds: 1 });
    rig.on(({ Records }: QueueEvent) => ({
      batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }));
    rig.send('good', 'bad', 'fine');
    rig.elapse(1000);
    expect(rig.batches()).toEqual([['good', 'bad', 'fine']]);
    expect(rig.left()).toBe(1);
  });

  it.each([
    ['an identifier that was not in the batch', { batchItemFailures: [{ itemIdentifier: 'unknown' }] }, 1],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }, 1],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }, 1],
    ['another member', { batchItemFailures: [{ id: 'x' }] }, 1],
    ['no list', { batchItemFailures: 'all' }, 1],
    ['a text', 'done', 1],
    ['an empty list', { batchItemFailures: [] }, 0],
    ['null for a list', { batchItemFailures: null }, 0],
    ['an empty object', {}, 0],
    ['nothing', null, 0],
  ])('a report with %s', (_, response, left) => {
    const rig = queueRig({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    rig.on(() => response);
    rig.send('a');
    rig.settle();
    expect(rig.left()).toBe(left);
  });

  it('waits for its window, but a full batch goes at once', () => {
    const rig = queueRig({ BatchSize: 12, MaximumBatchingWindowInSeconds: 20 });
    const bodies = Array.from({ length: 15 }, (_, at) => `m${at}`);
    rig.send(...bodies.slice(0, 5));
    rig.elapse(10_000);
    expect(rig.batches()).toEqual([]);
    rig.send(...bodies.slice(5));
    rig.elapse(50);
    expect(rig.batches()).toEqual([bodies.slice(0, 12)]);
    rig.elapse(19_000);
    expect(rig.batches()).toHaveLength(1);
    rig.elapse(1000);
    expect(rig.batches()).toEqual([bodies.slice(0, 12), bodies.slice(12)]);
    expect(rig.left()).toBe(0);
  });

  it('a batch weighs at most 6 MB', () => {
    const rig = queueRig({ BatchSize: 10, MaximumBatchingWindowInSeconds: 1 });
    rig.send(...Array.from({ length: 9 }, () => 'x'.repeat(1_000_000)));
    rig.elapse(2000);
    expect(rig.batches().map((batch) => batch.length)).toEqual([6, 3]);
    expect(rig.left()).toBe(0);
  });

  it('handles at most MaximumConcurrency batches at once', () => {
    const rig = queueRig({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
    rig.send('a', 'b', 'c');
    rig.advance(0);
    expect(rig.pending).toHaveLength(2);
    rig.runNext();
    expect(rig.pending).toHaveLength(2);
    rig.settle();
    expect(rig.left()).toBe(0);
  });

  it('respects the reserved concurrency of its function, and goes on when there is room', () => {
    const rig = queueRig({ BatchSize: 1 });
    rig.call('lambda', 'PutFunctionConcurrency', { FunctionName: 'fn', ReservedConcurrentExecutions: 1 });
    rig.send('a', 'b');
    rig.advance(0);
    expect(rig.pending).toHaveLength(1);
    rig.settle();
    expect(rig.left()).toBe(0);
  });

  it('deletes messages that no filter lets through', () => {
    const rig = queueRig({ FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["wanted"]}}' }] } });
    rig.send('{"kind":"wanted"}', '{"kind":"other"}', 'plain');
    rig.settle();
    expect(rig.batches()).toEqual([['{"kind":"wanted"}']]);
    expect(rig.left()).toBe(0);
  });

  it('receives messages anew, and as if for the first time, when the process that handled them is gone', () => {
    const rig = queueRig({}, { VisibilityTimeout: '600' });
    rig.call('sqs', 'CreateQueue', { QueueName: 'dead' });
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: QUEUE_ARN.replace('orders', 'dead'),
      maxReceiveCount: 2,
    });
    rig.call('sqs', 'SetQueueAttributes', { QueueUrl: rig.QueueUrl, Attributes: { RedrivePolicy } });
    rig.send('a');
    for (let restart = 1; restart <= 3; restart += 1) {
      rig.advance(0);
      expect(rig.pending).toHaveLength(1);
      rig.restart();
    }
    rig.settle();
    expect(rig.batches()).toEqual([['a']]);
    expect(rig.events).toMatchObject([{ Records: [{ attributes: { ApproximateReceiveCount: '1' } }] }]);
    expect(rig.left()).toBe(0);
  });

  it('rests while disabled', () => {
    const rig = queueRig({ Enabled: false });
    rig.send('a');
    rig.elapse(60_000);
    expect(rig.events).toEqual([]);
    rig.call('lambda', 'UpdateEventSourceMapping', { UUID: rig.UUID, Enabled: true });
    rig.settle();
    expect(rig.batches()).toEqual([['a']]);
  });

  it('shows a missing permission of the role', () => {
    const isRole = (caller: Caller): boolean => caller.type === 'role' && caller.roleArn === ROLE;
    const rig = queueRig({}, {}, lambdaRig([], { allows: (_, caller) => !isRole(caller) }));
    rig.send('a');
    rig.elapse(1000);
    expect(rig.problems).toEqual([expect.stringContaining('AccessDenied')]);
    const { LastProcessingResult } = rig.call<{ LastProcessingResult: string }>('lambda', 'GetEventSourceMapping', {
      UUID: rig.UUID,
    });
    expect(LastProcessingResult).toMatch(/^PROBLEM: .*sqs:receivemessage/i);
  });
});
