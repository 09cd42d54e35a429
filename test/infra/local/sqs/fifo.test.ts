import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arn, bodies, redrive, sqsRig } from './sqs-rig.ts';

const FIFO = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };

test('messages of a group come in order, and none while another is in flight', () => {
  const { queue, send, receive, remove, advance } = sqsRig();
  const url = queue('orders.fifo', FIFO);
  for (const body of ['a1', 'a2', 'b1']) send(url, body, { MessageGroupId: body.charAt(0) });
  const [first] = receive(url, { MaxNumberOfMessages: 1 });
  expect(first?.Body).toBe('a1');
  expect(bodies(receive(url))).toEqual(['b1']);
  if (first !== undefined) remove(url, first);
  expect(bodies(receive(url))).toEqual(['a2']);
  advance(30_000);
  expect(bodies(receive(url)).sort()).toEqual(['a2', 'b1']);
});

test('a group waits for all of its messages in flight', () => {
  const { queue, send, receive, hide, advance } = sqsRig();
  const url = queue('orders.fifo', FIFO);
  for (const body of ['a1', 'a2', 'a3']) send(url, body, { MessageGroupId: 'a' });
  const [first] = receive(url, { MaxNumberOfMessages: 2 });
  if (first !== undefined) hide(url, first, 0);
  expect(receive(url)).toEqual([]);
  advance(30_000);
  expect(bodies(receive(url))).toEqual(['a1', 'a2', 'a3']);
});

test('groups keep their order whatever consumers do', () => {
  const action = fc.record({ type: fc.constantFrom('send', 'receive', 'delete', 'wait'), number: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60, size: 'max' }), (actions) => {
      const { queue, send, receive, remove, advance } = sqsRig();
      const url = queue('orders.fifo', FIFO);
      const expected: string[][] = [[], [], []];
      const held: { readonly Body: string; readonly ReceiptHandle: string }[] = [];
      const take = (): void => {
        const blocked = new Set(held.map(({ Body }) => Body.charAt(0)));
        const got = receive(url, { MaxNumberOfMessages: 3 });
        expected.forEach((waiting, group) => {
          const ofGroup = bodies(got).filter((body) => body.startsWith(String(group)));
          expect(ofGroup).toEqual(waiting.slice(0, ofGroup.length));
          if (blocked.has(String(group))) expect(ofGroup).toEqual([]);
        });
        held.push(...got);
      };
      actions.forEach(({ type, number }, index) => {
        if (type === 'send') {
          const body = `${number % 3}-${index}`;
          send(url, body, { MessageGroupId: String(number % 3) });
          expected[number % 3]?.push(body);
        } else if (type === 'receive') take();
        else if (type === 'wait') {
          held.length = 0;
          advance(30_000);
        } else {
          const [message] = held.splice(number % Math.max(1, held.length), 1);
          if (message === undefined) return;
          remove(url, message);
          for (const waiting of expected)
            if (waiting.includes(message.Body)) waiting.splice(waiting.indexOf(message.Body), 1);
        }
      });
      for (let rounds = 0; expected.flat().length > 0; rounds += 1) {
        expect(rounds).toBeLessThan(100);
        held.length = 0;
        advance(30_000);
        take();
        for (const message of held) {
          remove(url, message);
          for (const waiting of expected) if (waiting[0] === message.Body) waiting.shift();
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the same message within five minutes is taken once, also after it was deleted', () => {
  const { queue, send, receive, remove, advance } = sqsRig();
  const url = queue('orders.fifo', FIFO);
  const id = send(url, 'x', { MessageGroupId: 'g' });
  expect(send(url, 'x', { MessageGroupId: 'other' })).toBe(id);
  for (const message of receive(url)) remove(url, message);
  advance(299_999);
  send(url, 'x', { MessageGroupId: 'g' });
  expect(receive(url)).toEqual([]);
  advance(1);
  expect(send(url, 'x', { MessageGroupId: 'g' })).not.toBe(id);
  expect(bodies(receive(url))).toEqual(['x']);
});

test('deduplication per group, by explicit ids', () => {
  const { queue, send, counts } = sqsRig();
  const url = queue('orders.fifo', { ...FIFO, DeduplicationScope: 'messageGroup' });
  for (const MessageGroupId of ['a', 'b', 'a']) send(url, 'x', { MessageGroupId, MessageDeduplicationId: '1' });
  expect(counts(url)).toEqual([2, 0, 0]);
});

test.each([
  [{}, 'The request must contain the parameter MessageGroupId.'],
  [{ MessageGroupId: 'g' }, 'either have ContentBasedDeduplication enabled'],
  [{ MessageGroupId: 'g', MessageDeduplicationId: '1', DelaySeconds: 2 }, 'Value 2 for parameter DelaySeconds'],
  [{ MessageGroupId: 'a b', MessageDeduplicationId: '1' }, 'MessageGroupId can only include'],
])('a send that lacks what a FIFO queue needs is refused: %j', (more, message) => {
  const { queue, send } = sqsRig();
  const url = queue('orders.fifo', { FifoQueue: 'true' });
  expect(() => send(url, 'x', more)).toThrow(message);
});

test('a receipt handle is good only while the message is in flight under it', () => {
  const { queue, send, receive, remove, advance } = sqsRig();
  const url = queue('orders.fifo', FIFO);
  send(url, 'x', { MessageGroupId: 'g' });
  const [message] = receive(url);
  advance(30_000);
  expect(() => message && remove(url, message)).toThrow('The receipt handle has expired.');
});

test('receiving again under the same attempt id brings the same messages while they are in flight', () => {
  const { queue, send, receive, advance } = sqsRig();
  const url = queue('orders.fifo', FIFO);
  send(url, 'x', { MessageGroupId: 'g' });
  const attempt = { ReceiveRequestAttemptId: 'attempt-1' };
  const first = receive(url, attempt);
  advance(20_000);
  expect(receive(url, attempt)).toEqual(first);
  advance(20_000);
  expect(receive(url)).toEqual([]);
  advance(10_000);
  expect(receive(url, attempt)[0]?.ReceiptHandle).not.toBe(first[0]?.ReceiptHandle);
});

test('the age of a dead letter begins anew, and it keeps its group', () => {
  const { queue, send, receive, advance, now } = sqsRig();
  const dead = queue('dead.fifo', FIFO);
  const url = queue('orders.fifo', { ...FIFO, RedrivePolicy: redrive('dead.fifo', 1) });
  send(url, 'x', { MessageGroupId: 'g' });
  receive(url);
  advance(30_000);
  expect(receive(url)).toEqual([]);
  expect(receive(dead)[0]?.Attributes).toMatchObject({
    MessageGroupId: 'g',
    SentTimestamp: String(now()),
    DeadLetterQueueSourceArn: arn('orders.fifo'),
  });
});
