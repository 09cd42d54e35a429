import { describe, expect, test } from 'vitest';
import type { EventStore, LogEntry, StoredEvent } from '../../../domain/ports/event-store.ts';
import { knownLogs } from '../../../projections/recorder/known-logs.ts';
import { logWriter } from '../../../projections/recorder/log-writer.ts';
import { memoryEventStore } from '../../fakes/memory-event-store.ts';

const now = (): number => Date.parse('2026-01-01T00:00:00Z');

function paid(id: string, amountMinor = 100): StoredEvent {
  return {
    id,
    source: 'psp.acme',
    type: 'PaymentReceived',
    subject: 'o-1',
    time: '2026-01-01T00:00:00Z',
    dataschema: '/schemas/PaymentReceived/1',
    data: { paymentId: id, amountMinor, currency: 'EUR' },
  };
}

/** Counts the reads of a store. */
function counting(store: EventStore): EventStore & { reads: number } {
  const counted = {
    ...store,
    reads: 0,
    head: (order: string) => ((counted.reads += 1), store.head(order)),
    at: (order: string, version: number) => ((counted.reads += 1), store.at(order, version)),
    after: (order: string, version: number) => ((counted.reads += 1), store.after(order, version)),
  };
  return counted;
}

describe('a writer', () => {
  test('numbers what is new and recognises what is not', async () => {
    const writer = logWriter(memoryEventStore(), knownLogs(), now);
    expect(await writer.record(paid('a'))).toEqual({ type: 'recorded', version: 1 });
    expect(await writer.record(paid('b'))).toEqual({ type: 'recorded', version: 2 });
    expect(await writer.record(paid('a'))).toEqual({ type: 'duplicate', version: 1 });
    expect(await writer.record(paid('a', 200))).toEqual({ type: 'reused-id', version: 1 });
  });

  test('finds a duplicate 3,000 events old without its memory', async () => {
    const store = memoryEventStore();
    const writer = logWriter(store, knownLogs(), now);
    for (let at = 1; at <= 3_000; at += 1) await writer.record(paid(`p-${at}`));
    for (const at of [1, 31, 32, 33, 1_023, 1_024, 1_025, 2_999, 3_000]) {
      const cold = logWriter(store, knownLogs(), now);
      expect(await cold.record(paid(`p-${at}`))).toEqual({ type: 'duplicate', version: at });
    }
    expect(store.log('o-1')).toHaveLength(3_000);
  });

  test('reads nothing for an append while its memory is current', async () => {
    const store = counting(memoryEventStore());
    const writer = logWriter(store, knownLogs(), now);
    await writer.record(paid('a'));
    store.reads = 0;
    for (let at = 0; at < 100; at += 1) await writer.record(paid(`p-${at}`));
    expect(store.reads).toBe(0);
  });

  test('looks again after losing the race for a version', async () => {
    const store = memoryEventStore();
    const [one, other] = [logWriter(store, knownLogs(), now), logWriter(store, knownLogs(), now)];
    await one.record(paid('a'));
    await other.record(paid('b'));
    expect(await one.record(paid('b'))).toEqual({ type: 'duplicate', version: 2 });
    expect(await one.record(paid('c'))).toEqual({ type: 'recorded', version: 3 });
    expect(await other.record(paid('d'))).toEqual({ type: 'recorded', version: 4 });
  });

  test('many racing writers leave one gapless log with every event once', async () => {
    const store = memoryEventStore();
    const writers = Array.from({ length: 5 }, () => logWriter(slow(store), knownLogs(), now));
    await Promise.all(
      writers.map(async (writer, at) => {
        for (let n = 0; n < 40; n += 1) await writer.record(paid(`p-${(n * (at + 1)) % 40}`));
      }),
    );
    const log = store.log('o-1');
    expect(log.map(({ version }) => version)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    expect(new Set(log.map(({ event }) => event.id)).size).toBe(40);
  });
});

/** Lets other writers in between a call and its answer. */
function slow(store: EventStore): EventStore {
  const later = async <T>(answer: Promise<T>): Promise<T> => {
    await Promise.resolve();
    return answer;
  };
  return {
    head: (order) => later(store.head(order)),
    at: (order, version) => later(store.at(order, version)),
    after: (order, version) => store.after(order, version),
    append: (entry: LogEntry) => later(store.append(entry)),
  };
}
