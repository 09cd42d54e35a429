import { expect, test } from 'vitest';
import { sqliteStore } from '../../../../infra/local/kernel/sqlite-store.ts';
import type { Store } from '../../../../infra/local/kernel/store.ts';
import { within } from '../../../../infra/local/kernel/tuple-key.ts';
import { arn, bodies, sqsRig } from './sqs-rig.ts';

test('a hidden message comes back when its time is over, earlier or later if so changed', () => {
  const { queue, send, receive, hide, advance } = sqsRig();
  const url = queue('orders', { VisibilityTimeout: '10' });
  send(url, 'x');
  const [first] = receive(url);
  if (first !== undefined) hide(url, first, 0);
  const [second] = receive(url);
  if (second !== undefined) hide(url, second, 60);
  advance(59_999);
  expect(receive(url)).toEqual([]);
  advance(1);
  expect(receive(url)[0]?.Attributes?.ApproximateReceiveCount).toBe('3');
});

test('an earlier receipt handle can no longer hide a message, but deletes it', () => {
  const { queue, send, receive, hide, remove, counts, advance } = sqsRig();
  const url = queue('orders');
  send(url, 'x');
  const [first] = receive(url);
  advance(30_000);
  receive(url);
  expect(() => first && hide(url, first, 60)).toThrow('is not in flight');
  if (first !== undefined) remove(url, first);
  expect(counts(url)).toEqual([0, 0, 0]);
});

test('a handle of another queue, or none, is refused; deleting twice is not', () => {
  const { queue, send, receive, remove, hide } = sqsRig();
  const url = queue('orders');
  send(url, 'x');
  const [message] = receive(url);
  if (message === undefined) throw new Error('nothing received');
  expect(() => remove(queue('other'), message)).toThrow('is not a valid receipt handle');
  expect(() => remove(url, { ReceiptHandle: 'junk' })).toThrow('is not a valid receipt handle');
  remove(url, message);
  remove(url, message);
  expect(() => hide(url, message, 0)).toThrow('Message does not exist');
});

test('whoever waits is told when a delayed or abandoned message becomes visible', () => {
  const { queue, send, receive, advance, signals } = sqsRig();
  const url = queue('orders');
  const told = (): number => signals.filter((topic) => topic === `sqs:${arn('orders')}`).length;
  send(url, 'x', { DelaySeconds: 5 });
  expect(told()).toBe(0);
  advance(5000);
  expect(told()).toBe(1);
  receive(url);
  advance(29_999);
  expect(told()).toBe(1);
  advance(1);
  expect(told()).toBe(2);
});

test('a message leaves nothing behind, whichever of its handles deletes it', () => {
  const rig = sqsRig();
  const { queue, send, receive, hide, remove, advance } = rig;
  const url = queue('orders');
  const kept = (): string[] => rig.run(({ tx }) => [...tx.scan(within('sqs'))].map(([at]) => at));
  const empty = kept();
  for (const body of ['once', 'hidden anew', 'twice, first handle', 'twice, second handle']) {
    send(url, body);
    const [first] = receive(url);
    if (body === 'hidden anew' && first !== undefined) hide(url, first, 60);
    if (body.startsWith('twice')) advance(30_000);
    const [second] = body.startsWith('twice') ? receive(url) : [];
    const used = body.endsWith('second handle') ? second : first;
    if (used !== undefined) remove(url, used);
    advance(60_000);
    expect(kept()).toEqual(empty);
  }
});

test('receiving reads no message that is in flight', () => {
  let reads = 0;
  const { queue, send, receive } = sqsRig({ store: counting(sqliteStore(':memory:'), () => (reads += 1)) });
  const url = queue('orders');
  for (let sent = 0; sent < 500; sent += 1) send(url, String(sent));
  for (let batch = 0; batch < 40; batch += 1) receive(url);
  reads = 0;
  expect(bodies(receive(url))).toHaveLength(10);
  expect(reads).toBeLessThan(30);
});

/** Calls `onRead` for every entry that is read. */
function counting(store: Store, onRead: () => void): Store {
  return {
    ...store,
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          ...tx,
          get(key) {
            onRead();
            return tx.get(key);
          },
          *scan<T>(...parameters: Parameters<typeof tx.scan>) {
            for (const entry of tx.scan<T>(...parameters)) {
              onRead();
              yield entry;
            }
          },
        }),
      ),
  };
}
