/** What every event store must do: one suite for all of them. */

import { describe, expect, test } from 'vitest';
import type { EventStore, LogEntry } from '../../../domain/ports/event-store.ts';

/** `fresh` gives an empty store, or one in which no order of these tests has a log yet. */
export function eventStoreContract(name: string, fresh: () => Promise<EventStore>): void {
  describe(name, () => {
    test('an order nobody has heard of has no log', async () => {
      const store = await fresh();
      expect(await store.head('nobody')).toBeUndefined();
      expect(await store.at('nobody', 1)).toBeUndefined();
      expect(await Array.fromAsync(store.after('nobody', 0))).toEqual([]);
    });

    test('what is appended is there at once, whole', async () => {
      const store = await fresh();
      for (const version of [1, 2, 3]) expect(await store.append(entry('a', version))).toBe('appended');
      await store.append(entry('b', 1));
      expect(await store.head('a')).toEqual(entry('a', 3));
      expect(await store.at('a', 2)).toEqual(entry('a', 2));
      expect(await Array.fromAsync(store.after('a', 1))).toEqual([entry('a', 2), entry('a', 3)]);
    });

    test('a version is taken once, and whoever is late is told by what', async () => {
      const store = await fresh();
      await store.append(entry('a', 1, 'first'));
      expect(await store.append(entry('a', 1, 'second'))).toEqual(entry('a', 1, 'first'));
      expect(await Array.fromAsync(store.after('a', 0))).toEqual([entry('a', 1, 'first')]);
    });

    test('of two that race for a version one wins', async () => {
      const store = await fresh();
      const outcomes = await Promise.all(['x', 'y'].map((id) => store.append(entry('a', 1, id))));
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
    });

    test('a log of several megabytes is read to its end', async () => {
      const store = await fresh();
      const large = 'x'.repeat(190_000);
      for (let version = 1; version <= 12; version += 1) await store.append(entry('a', version, 'e', large));
      expect((await Array.fromAsync(store.after('a', 2))).map(({ version }) => version)).toEqual([
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
      ]);
    });

    test('order ids are taken literally', async () => {
      const store = await fresh();
      for (const order of ['__proto__', 'constructor', 'a:b', 'A', 'a']) await store.append(entry(order, 1));
      for (const order of ['__proto__', 'constructor', 'a:b', 'A', 'a'])
        expect((await store.head(order))?.order).toBe(order);
    });
  });
}

function entry(order: string, version: number, id = `e-${version}`, reason = ''): LogEntry {
  return {
    order,
    version,
    recordedTime: '2026-01-01T00:00:00.000Z',
    identities: Uint8Array.from(version % 2 === 0 ? [1, 2, 3, 250] : []),
    event: {
      id,
      source: 'shop.checkout',
      type: 'OrderCancelled',
      subject: order,
      time: '2026-01-01T00:00:00Z',
      dataschema: '/schemas/OrderCancelled/1',
      data: { reason },
    },
  };
}
