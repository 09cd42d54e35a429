import { expect, test } from 'vitest';
import { arn, bodies, redrive, sqsRig } from './sqs-rig.ts';

interface MoveTasks {
  readonly Results: readonly Record<string, unknown>[];
}

function withDeadLetters(maxReceiveCount = 1) {
  const rig = sqsRig();
  const dead = rig.queue('dead', { MessageRetentionPeriod: '1209600' });
  const url = rig.queue('orders', { RedrivePolicy: redrive('dead', maxReceiveCount) });
  /** Receives everything until it is dead. */
  const kill = (): void => {
    for (let times = 0; times <= maxReceiveCount; times += 1) {
      rig.receive(url);
      rig.advance(30_000);
    }
  };
  const tasks = (): MoveTasks => rig.sqs<MoveTasks>('ListMessageMoveTasks', { SourceArn: arn('dead'), MaxResults: 10 });
  return { ...rig, dead, url, kill, tasks };
}

test('a message received too often goes to the dead-letter queue as it was, its age and receives counting on', () => {
  const { send, receive, kill, url, dead, now } = withDeadLetters(2);
  const sentMs = now();
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
  const id = send(url, 'poison', { MessageAttributes });
  kill();
  const [message] = receive(dead, { MessageAttributeNames: ['All'] });
  expect(message).toMatchObject({
    MessageId: id,
    Body: 'poison',
    MessageAttributes,
    Attributes: {
      ApproximateReceiveCount: '3',
      SentTimestamp: String(sentMs),
      ApproximateFirstReceiveTimestamp: String(sentMs),
      DeadLetterQueueSourceArn: arn('orders'),
    },
  });
  expect(receive(url)).toEqual([]);
});

test('a dead-letter queue with dead letters of its own counts its own receives', () => {
  const { queue, send, receive, sqs, kill, url, dead } = withDeadLetters(1);
  queue('graveyard');
  sqs('SetQueueAttributes', { QueueUrl: dead, Attributes: { RedrivePolicy: redrive('graveyard', 1) } });
  send(url, 'poison');
  kill();
  expect(bodies(receive(dead))).toEqual(['poison']);
});

test('a message expires when its time since it was first sent is over, and is then in no count', () => {
  const { queue, send, receive, counts, advance } = sqsRig();
  const url = queue('orders', { MessageRetentionPeriod: '60' });
  send(url, 'old');
  advance(59_999);
  expect(counts(url)).toEqual([1, 0, 0]);
  advance(1);
  expect(receive(url)).toEqual([]);
  expect(counts(url)).toEqual([0, 0, 0]);
});

test('a move task brings every message back to the queue it died in, as a new message', () => {
  const { send, receive, sqs, kill, advance, tasks, counts, url, dead } = withDeadLetters();
  const ids = ['one', 'two', 'three'].map((body) => send(url, body));
  kill();
  sqs('StartMessageMoveTask', { SourceArn: arn('dead') });
  expect(tasks().Results).toMatchObject([{ Status: 'RUNNING', ApproximateNumberOfMessagesToMove: 3 }]);
  advance(0);
  expect(tasks().Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 }]);
  expect(counts(dead)).toEqual([0, 0, 0]);
  const back = receive(url);
  expect(bodies(back)).toEqual(['one', 'two', 'three']);
  expect(back[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
  expect(ids).not.toContain(back[0]?.MessageId);
});

test('a move task keeps to its rate, runs alone, and can be cancelled', () => {
  const { queue, send, sqs, kill, advance, tasks, counts, url } = withDeadLetters();
  const elsewhere = queue('elsewhere');
  for (const body of ['1', '2', '3', '4', '5']) send(url, body);
  kill();
  const start = { SourceArn: arn('dead'), DestinationArn: arn('elsewhere'), MaxNumberOfMessagesPerSecond: 2 };
  const { TaskHandle } = sqs<{ TaskHandle: string }>('StartMessageMoveTask', start);
  advance(0);
  expect(counts(elsewhere)).toEqual([2, 0, 0]);
  expect(() => sqs('StartMessageMoveTask', start)).toThrow('There is already a task running.');
  advance(1000);
  expect(sqs('CancelMessageMoveTask', { TaskHandle })).toEqual({ ApproximateNumberOfMessagesMoved: 4 });
  advance(10_000);
  expect(counts(elsewhere)).toEqual([4, 0, 0]);
  expect(tasks().Results).toMatchObject([{ Status: 'CANCELLED', MaxNumberOfMessagesPerSecond: 2 }]);
});

test('a move task that cannot go on says why, and loses nothing', () => {
  const { send, sqs, kill, advance, tasks, counts, url, dead } = withDeadLetters();
  send(dead, 'sent here directly');
  sqs('StartMessageMoveTask', { SourceArn: arn('dead') });
  advance(0);
  expect(tasks().Results).toMatchObject([{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }]);
  send(url, 'poison');
  kill();
  expect(counts(dead)).toEqual([2, 0, 0]);
});

test('only the dead-letter queue of a queue can be moved from', () => {
  const { queue, sqs } = sqsRig();
  queue('plain');
  expect(() => sqs('StartMessageMoveTask', { SourceArn: arn('plain') })).toThrow(
    'Source queue must be configured as a Dead Letter Queue.',
  );
  expect(() => sqs('StartMessageMoveTask', { SourceArn: arn('missing') })).toThrow('SourceArn parameter');
  expect(() => sqs('CancelMessageMoveTask', { TaskHandle: 'x' })).toThrow('Value for parameter TaskHandle is invalid.');
});

test('a dead-letter queue may say whose dead letters it takes', () => {
  const { queue, sqs } = sqsRig();
  const allow = { redrivePermission: 'byQueue', sourceQueueArns: [arn('friend')] };
  const dead = queue('dead', { RedriveAllowPolicy: JSON.stringify(allow) });
  const friend = queue('friend', { RedrivePolicy: redrive('dead', 3) });
  expect(() => queue('stranger', { RedrivePolicy: redrive('dead', 3) })).toThrow('RedrivePolicy');
  expect(sqs('ListDeadLetterSourceQueues', { QueueUrl: dead })).toEqual({ queueUrls: [friend] });
});

test.each([
  ['{', 'not a valid JSON map'],
  ['{"deadLetterTargetArn":"dummy","maxReceiveCount":42}', 'Invalid value for deadLetterTargetArn.'],
  [`{"deadLetterTargetArn":"${arn('dead')}"}`, 'mandatory attribute: maxReceiveCount'],
  [redrive('dead', 1001), 'valid values are from 1 to 1000'],
  [redrive('missing', 3), 'Dead letter target does not exist.'],
  [redrive('dead.fifo', 3), 'same type'],
])('a redrive policy that cannot work is refused: %s', (RedrivePolicy, reason) => {
  const { queue } = sqsRig();
  queue('dead');
  queue('dead.fifo', { FifoQueue: 'true' });
  expect(() => queue('orders', { RedrivePolicy })).toThrow(reason);
});
