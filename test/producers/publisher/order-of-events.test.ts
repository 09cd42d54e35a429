import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPublisher } from '../../../producers/publisher/publisher.ts';
import { ACCEPTED, THROTTLED, confirmed, fakeTransport, nextTurn } from './fake-transport.ts';

const scenario = fc.record({
  orders: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }),
  entries: fc.integer({ min: 1, max: 5 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  maxAttempts: fc.integer({ min: 1, max: 4 }),
  fails: fc.infiniteStream(fc.boolean()),
  delays: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
});

it('takes the events of an order in their order, each once, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ orders, entries, concurrency, maxAttempts, fails, delays }) => {
      const transport = fakeTransport({
        limits: { entries, bytes: 1_000_000 },
        answer: () => ((fails.next().value as boolean) ? THROTTLED : ACCEPTED),
        latency: async () => {
          for (let turns = delays.next().value as number; turns >= 0; turns -= 1) await nextTurn();
        },
      });
      const { publish } = createPublisher({ transport, concurrency, maxAttempts, sleep: nextTurn, random: () => 0 });
      const events = orders.map((order, at) => confirmed(order, String(at)));
      const { accepted, refused, failed } = await publish(events);

      const named = [...accepted, ...refused, ...failed].map(({ index }) => index);
      expect(named.toSorted((a, b) => a - b)).toEqual(events.map((_, at) => at));
      expect(transport.taken.map(({ id }) => Number(id)).toSorted((a, b) => a - b)).toEqual(
        accepted.map(({ index }) => index),
      );
      for (const order of new Set(orders)) {
        const given = events.filter(({ subject }) => subject === order);
        const taken = transport.taken.filter(({ subject }) => subject === order);
        expect(taken).toEqual(given.slice(0, taken.length));
      }
    }),
  );
});

it('does not hold events back where the service keeps no order', async () => {
  const transport = fakeTransport({ keepsOrder: false });
  const events = Array.from({ length: 10 }, (_, at) => confirmed('order-1', String(at)));
  await createPublisher({ transport, sleep: nextTurn }).publish(events);
  expect(transport.requests).toHaveLength(1);
});
