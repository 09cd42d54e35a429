import { describe, expect, it } from 'vitest';
import { createPublisher, type PublisherOptions } from '../../../producers/publisher/publisher.ts';
import type { ReleasedEvent } from '../../../schemas/released-event.ts';
import { ACCEPTED, DENIED, THROTTLED, confirmed, fakeTransport, nextTurn, ofManyOrders } from './fake-transport.ts';

/** A publisher whose waits take no time, and the waits it asked for. */
function publisher(options: PublisherOptions) {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms);
    await nextTurn();
  };
  return {
    ...createPublisher({ sleep, random: () => 0.5, lingerMs: 0, ...options }),
    waits: () => waits.filter(Boolean),
  };
}

const indexes = (list: readonly { readonly index: number }[]): number[] => list.map(({ index }) => index);

describe('publish', () => {
  it('sends what is valid and says of the rest what is wrong with it', async () => {
    const transport = fakeTransport();
    const events = [
      confirmed('order-1', 'good'),
      { ...confirmed('an order', 'bad-order') },
      { ...confirmed('order-3', 'bad-source'), source: 'orderlog.orders' },
      null as unknown as ReleasedEvent,
    ];
    const { accepted, refused, failed } = await publisher({ transport }).publish(events);
    expect(transport.requests).toEqual([['good']]);
    expect(accepted).toEqual([{ index: 0, id: 'good' }]);
    expect(refused.map(({ index, id, problems }) => [index, id, problems[0]?.pointer])).toEqual([
      [1, 'bad-order', '/subject'],
      [2, 'bad-source', '/source'],
      [3, undefined, ''],
    ]);
    expect(failed).toEqual([]);
  });

  it('fills requests up to the number of entries', async () => {
    const transport = fakeTransport({ limits: { entries: 10, bytes: 1_000_000 } });
    await publisher({ transport }).publish(ofManyOrders(25));
    expect(transport.requests.map((ids) => ids.length)).toEqual([10, 10, 5]);
  });

  it('fills requests up to the number of bytes', async () => {
    const bytes = JSON.stringify(confirmed('order-0', '0')).length;
    const transport = fakeTransport({ limits: { entries: 10, bytes: 3 * bytes } });
    await publisher({ transport }).publish(ofManyOrders(8));
    expect(transport.requests.map((ids) => ids.length)).toEqual([3, 3, 2]);
  });

  it('sends only a few requests at once', async () => {
    const transport = fakeTransport({ limits: { entries: 1, bytes: 1_000_000 } });
    await publisher({ transport, concurrency: 3 }).publish(ofManyOrders(30));
    expect(transport.busiest()).toBe(3);
  });

  it('tries again only what failed, and waits longer each time', async () => {
    const answer = ({ id }: ReleasedEvent, attempt: number) => (id === '1' && attempt < 4 ? THROTTLED : ACCEPTED);
    const transport = fakeTransport({ answer });
    const { publish, waits } = publisher({ transport, backoff: { baseMs: 100, capMs: 300 } });
    const { accepted, failed } = await publish(ofManyOrders(3));
    expect(transport.requests).toEqual([['0', '1', '2'], ['1'], ['1'], ['1']]);
    expect(indexes(accepted)).toEqual([0, 1, 2]);
    expect(failed).toEqual([]);
    expect(waits()).toEqual([50, 100, 150]);
  });

  it('never tries again what the service refuses for good', async () => {
    const refusal = { type: 'refused', code: 'MalformedDetail', message: 'Detail is malformed.' } as const;
    const transport = fakeTransport({ answer: ({ id }) => (id === '1' ? refusal : ACCEPTED) });
    const { accepted, refused } = await publisher({ transport }).publish(ofManyOrders(3));
    expect(transport.requests).toHaveLength(1);
    expect(indexes(accepted)).toEqual([0, 2]);
    expect(refused).toEqual([
      { index: 1, id: '1', problems: [{ pointer: '', message: 'MalformedDetail: Detail is malformed.' }] },
    ]);
  });

  it('gives up after so many attempts, and lets nothing of that order overtake', async () => {
    const transport = fakeTransport({ answer: ({ subject }) => (subject === 'a' ? THROTTLED : ACCEPTED) });
    const events = [confirmed('a', 'a1'), confirmed('b', 'b1'), confirmed('a', 'a2'), confirmed('b', 'b2')];
    const { accepted, failed } = await publisher({ transport, maxAttempts: 3 }).publish(events);
    expect(accepted.map(({ id }) => id)).toEqual(['b1', 'b2']);
    expect(failed.map(({ id, code }) => [id, code])).toEqual([
      ['a1', 'ThrottlingException'],
      ['a2', 'Held'],
    ]);
    expect(transport.requests.flat().filter((id) => id === 'a1')).toHaveLength(3);
    expect(transport.requests.flat()).not.toContain('a2');
  });

  it('stops when the service is unusable for any event', async () => {
    const transport = fakeTransport({ limits: { entries: 2, bytes: 1_000_000 }, answer: () => DENIED });
    const { failed } = await publisher({ transport, concurrency: 1 }).publish(ofManyOrders(6));
    expect(transport.requests).toHaveLength(1);
    expect(indexes(failed)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['AccessDeniedException']));
  });

  it('reports what was not taken when it is aborted', async () => {
    const abort = new AbortController();
    const answer = (): typeof ACCEPTED => {
      abort.abort();
      return ACCEPTED;
    };
    const transport = fakeTransport({ limits: { entries: 2, bytes: 1_000_000 }, answer });
    const { publish } = publisher({ transport, concurrency: 1 });
    const { accepted, failed } = await publish(ofManyOrders(6), { signal: abort.signal });
    expect(indexes(accepted)).toEqual([0, 1]);
    expect(failed.map(({ index, code }) => [index, code])).toEqual([2, 3, 4, 5].map((index) => [index, 'Aborted']));
  });

  it('rejects on a bug in the transport', async () => {
    const transport = { ...fakeTransport(), send: async () => [] };
    await expect(publisher({ transport }).publish(ofManyOrders(1))).rejects.toThrow('fewer entries');
  });
});

describe('publishAll', () => {
  it('reads no further ahead than its window', async () => {
    let read = 0;
    let furthest = 0;
    const transport = fakeTransport({ limits: { entries: 5, bytes: 1_000_000 } });
    function* source(): Generator<ReleasedEvent> {
      for (const event of ofManyOrders(200)) {
        read += 1;
        furthest = Math.max(furthest, read - transport.taken.length);
        yield event;
      }
    }
    const progress = await publisher({ transport, concurrency: 2 }).publishAll(source());
    expect(progress).toEqual({ read: 200, accepted: 200, refused: 0, failed: 0 });
    expect(furthest).toBeLessThanOrEqual(2 * 2 * 5 + 1);
  });

  it('sends what it has when the source is slow', async () => {
    const transport = fakeTransport();
    let more = (): void => undefined;
    async function* source(): AsyncGenerator<ReleasedEvent> {
      yield confirmed('order-1', 'first');
      await new Promise<void>((resolve) => (more = resolve));
      yield confirmed('order-1', 'second');
    }
    const sent = publisher({ transport }).publishAll(source(), {
      onOutcome: (outcome) => outcome.id === 'first' && more(),
    });
    await expect(sent).resolves.toMatchObject({ accepted: 2 });
    expect(transport.requests).toEqual([['first'], ['second']]);
  });

  it('finishes what is under way before it passes on an error of the source', async () => {
    const transport = fakeTransport();
    async function* source(): AsyncGenerator<ReleasedEvent> {
      yield* ofManyOrders(3);
      throw new Error('the file ends in the middle of a line');
    }
    await expect(publisher({ transport }).publishAll(source())).rejects.toThrow('middle of a line');
    expect(transport.taken).toHaveLength(3);
  });

  it('stops reading when the service is unusable', async () => {
    const transport = fakeTransport({ limits: { entries: 1, bytes: 1_000_000 }, answer: () => DENIED });
    function* endless(): Generator<ReleasedEvent> {
      for (let at = 0; ; at += 1) yield confirmed(`order-${at}`, String(at));
    }
    const { read, failed } = await publisher({ transport }).publishAll(endless());
    expect(failed).toBe(read);
  });
});
