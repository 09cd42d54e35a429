import { beforeEach, describe, expect, test } from 'vitest';
import type { LogEntry, StoredEvent } from '../../../domain/ports/event-store.ts';
import { unavailable } from '../../../domain/ports/port-error.ts';
import { knownLogs } from '../../../projections/recorder/known-logs.ts';
import { logWriter } from '../../../projections/recorder/log-writer.ts';
import { PATIENCE_MS, recorder, type IntakeRecord } from '../../../projections/recorder/record-batch.ts';
import { memoryEventStore } from '../../fakes/memory-event-store.ts';
import { memoryQuarantine } from '../../fakes/memory-quarantine.ts';

let clock = Date.parse('2026-01-01T00:00:00Z');
let store = memoryEventStore();
let quarantine = memoryQuarantine();
let failOn: ((entry: LogEntry) => Error | undefined) | undefined;

beforeEach(() => {
  store = memoryEventStore();
  quarantine = memoryQuarantine();
  failOn = undefined;
});

/** The recorder of a fresh sandbox on the store of the test. */
function freshRecorder() {
  const failing = {
    ...store,
    async append(entry: LogEntry) {
      const failure = failOn?.(entry);
      if (failure) throw failure;
      return store.append(entry);
    },
  };
  return recorder({ writer: logWriter(failing, knownLogs(), () => clock), quarantine, now: () => clock });
}

function confirmed(order: string, id: string, more: object = {}): StoredEvent {
  return {
    specversion: '1.0',
    id,
    source: 'shop.checkout',
    type: 'OrderConfirmed',
    subject: order,
    time: '2026-01-01T00:00:00Z',
    dataschema: '/schemas/OrderConfirmed/1',
    data: {},
    ...more,
  } as StoredEvent;
}

let sequence = 0;
function record(content: unknown): IntakeRecord {
  sequence += 1;
  const data = typeof content === 'string' ? content : JSON.stringify(content);
  return { sequenceNumber: String(sequence), data: Buffer.from(data), arrivedTime: '2026-01-01T00:00:01Z' };
}

const enveloped = (event: StoredEvent, more: object = {}) => ({
  'detail-type': event.type,
  source: event.source,
  detail: event,
  ...more,
});

describe('what can be recorded', () => {
  test('is recorded in order, each order by itself, bare or in an envelope', async () => {
    const result = await freshRecorder()([
      record(confirmed('a', '1')),
      record(enveloped(confirmed('b', '1'))),
      record(confirmed('a', '2')),
    ]);
    expect(result).toMatchObject({ recorded: 3, duplicates: 0, quarantined: 0, orderIds: new Set(['a', 'b']) });
    expect(result.stoppedAt).toBeUndefined();
    expect(store.log('a').map(({ event }) => event.id)).toEqual(['1', '2']);
    expect(store.log('b')[0]?.event).toEqual(confirmed('b', '1'));
  });

  test('is recorded once, however often it comes', async () => {
    const record1 = freshRecorder();
    await record1([record(confirmed('a', '1')), record(confirmed('a', '1'))]);
    const again = await freshRecorder()([record(confirmed('a', '1', { correlationid: 'another-try' }))]);
    expect(again).toMatchObject({ recorded: 0, duplicates: 1 });
    expect(store.log('a')).toHaveLength(1);
  });
});

describe('what never can', () => {
  test.each([
    ['broken JSON', '{"id":', 'unreadable', ''],
    ['bytes that are no text', '"\uD800"', 'invalid', ''],
    ['a list', [1, 2], 'invalid', ''],
    ['an unknown type', confirmed('a', '1', { type: 'OrderEaten' }), 'unknown-type', '/type'],
    [
      'an unknown version',
      confirmed('a', '1', { dataschema: '/schemas/OrderConfirmed/9' }),
      'unknown-version',
      '/dataschema',
    ],
    ['a source nobody knows', confirmed('a', '1', { source: 'evil.corp' }), 'forbidden-source', '/source'],
    ['a source of our own', confirmed('a', '1', { source: 'orderlog' }), 'forbidden-source', '/source'],
    ['a source that may not say it', confirmed('a', '1', { source: 'psp.acme' }), 'forbidden-source', '/source'],
    ['an order id with spaces', confirmed('a b', '1'), 'invalid', '/subject'],
    ['201 KB', confirmed('a', '1', { data: { x: 'x'.repeat(201 * 1024) } }), 'too-large', ''],
    [
      'a __proto__ key',
      JSON.stringify(confirmed('a', '1')).replace('"data":{}', '"data":{"__proto__":{"x":1}}'),
      'invalid',
      '/data',
    ],
    ['deep nesting', `{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'invalid', ''],
    ['a version of its own', confirmed('a', '1', { sequence: 7 }), 'invalid', '/sequence'],
    ['an envelope of another source', enveloped(confirmed('a', '1'), { source: 'psp.acme' }), 'invalid', '/source'],
    ['an envelope of another type', enveloped(confirmed('a', '1'), { 'detail-type': 'X' }), 'invalid', '/type'],
  ])('%s goes whole to quarantine, with what and where, and nobody waits', async (_, content, reason, pointer) => {
    const poison = record(content);
    const result = await freshRecorder()([poison, record(confirmed('a', '2')), record(confirmed('b', '1'))]);
    expect(result).toMatchObject({ recorded: 2, quarantined: 1 });
    expect(quarantine.kept).toHaveLength(1);
    expect(quarantine.kept[0]).toMatchObject({ reason });
    expect(quarantine.kept[0]?.raw).toBe(poison.data);
    expect(quarantine.kept[0]?.problems.map((problem) => problem.pointer)).toContainEqual(
      expect.stringMatching(new RegExp(`^${pointer}`)),
    );
  });

  test('an id used for something else goes to quarantine', async () => {
    const result = await freshRecorder()([
      record(confirmed('a', '1')),
      record(confirmed('a', '1', { time: '2026-02-02T00:00:00Z' })),
    ]);
    expect(result).toMatchObject({ recorded: 1, quarantined: 1 });
    expect(quarantine.kept[0]).toMatchObject({ reason: 'reused-id', order: 'a', source: 'shop.checkout', id: '1' });
  });
});

describe('what cannot be recorded now', () => {
  test('stops the batch at the first such record while the store is unavailable', async () => {
    failOn = ({ order }) => (order === 'b' ? unavailable('The store', 'throttled') : undefined);
    const records = [record(confirmed('a', '1')), record(confirmed('b', '1')), record(confirmed('b', '2'))];
    const result = await freshRecorder()(records);
    expect(result.stoppedAt?.sequenceNumber).toBe(records[1]?.sequenceNumber);
    expect(store.log('b')).toHaveLength(0);
  });

  test('stops at what was not begun yet, where another order fails further on', async () => {
    failOn = ({ order }) => (order === 'b' ? unavailable('The store', 'throttled') : undefined);
    const records = [record(confirmed('a', '1')), record(confirmed('a', '2')), record(confirmed('b', '1'))];
    const { recorded, stoppedAt } = await freshRecorder()(records);
    expect(store.log('a')).toHaveLength(recorded);
    expect(stoppedAt?.sequenceNumber).toBe(records[recorded]?.sequenceNumber);
  });

  test('never makes an unavailable store look like poison, however long it lasts', async () => {
    const recordBatch = freshRecorder();
    const poor = record(confirmed('b', '1'));
    failOn = ({ order }) => (order === 'b' ? unavailable('The store', 'throttled') : undefined);
    await recordBatch([poor]);
    clock += 2 * PATIENCE_MS;
    expect((await recordBatch([record(confirmed('a', '1')), poor])).stoppedAt).toBeDefined();
    expect(quarantine.kept).toHaveLength(0);
  });

  test('is poison when it alone fails for 15 minutes while others succeed', async () => {
    const recordBatch = freshRecorder();
    const [poison, next] = [record(confirmed('b', '1')), record(confirmed('b', '2'))];
    failOn = ({ event }) => (event.subject === 'b' && event.id === '1' ? new TypeError('a bug') : undefined);
    expect((await recordBatch([poison, next])).stoppedAt?.sequenceNumber).toBe(poison.sequenceNumber);
    clock += PATIENCE_MS - 1;
    expect(await recordBatch([poison, next, record(confirmed('a', '1'))])).toMatchObject({
      recorded: 1,
      quarantined: 0,
    });
    clock += 1;
    expect(await recordBatch([poison, next])).toMatchObject({ recorded: 1, quarantined: 1 });
    expect(quarantine.kept[0]).toMatchObject({ reason: 'failing', order: 'b', raw: poison.data });
    expect(store.log('b').map(({ event }) => event.id)).toEqual(['2']);
  });

  test('a failing quarantine is waited for as well', async () => {
    const recordBatch = recorder({
      writer: logWriter(store, knownLogs(), () => clock),
      quarantine: { keep: () => Promise.reject(unavailable('The bucket', 'SlowDown')) },
      now: () => clock,
    });
    const poison = record('not JSON');
    expect((await recordBatch([poison])).stoppedAt?.sequenceNumber).toBe(poison.sequenceNumber);
  });
});
