import { expect, test } from 'vitest';
import type { ControlRecord } from '../../../domain/ports/control-records.ts';
import type { GenerationRows, Row } from '../../../domain/ports/read-model.ts';
import { recordedEvent } from '../../../domain/recorded-event.ts';
import { order } from '../../../projections/order/order.ts';
import { projectBatch, type ProjectorParts } from '../../../projections/projector/project-batch.ts';
import { sampleEvents } from '../sample-events.ts';

const CALL_MS = 400;
const GOOD_FOR_MS = 1_000;

test('where a control record is old after two calls, an order that another has written to is still brought up', async () => {
  const [first, second] = sampleEvents.filter(({ subject }) => subject === 'order-1001');
  if (first === undefined || second === undefined) throw new Error('the sample has no such order');
  let nowMs = 0;
  const called = <T>(result: T): Promise<T> => Promise.resolve(((nowMs += CALL_MS), result));
  const atFirst: Row = { order: first.subject, version: 1, state: { facts: {} }, added: {}, listed: {}, part: 0 };
  let stored = atFirst;
  const rows: GenerationRows = {
    // As it was before another wrote it.
    load: () => called(new Map()),
    loadNewest: () => called(stored),
    save: (previous, next) => {
      const won = previous?.version === stored.version;
      if (won) stored = { ...atFirst, ...next };
      return called(won);
    },
  };
  const record = {
    projection: 'order',
    newest: 1,
    served: { number: 1, fold: 1, sinceMs: 0 },
    removing: [],
    revision: 1,
  };
  const parts = {
    projection: order,
    control: { read: () => called(record as ControlRecord) },
    readModel: { rows: () => rows },
    store: { after: () => [] },
    controlGoodForMs: GOOD_FOR_MS,
    now: () => nowMs,
    random: () => 0.5,
    wait: (ms: number) => Promise.resolve((nowMs += ms)),
  } as unknown as ProjectorParts;
  const deliveries = [first, second].map((event, at) => {
    const entry = {
      order: event.subject,
      version: at + 1,
      event,
      recordedTime: event.time,
      identities: new Uint8Array(),
    };
    return { deliveryId: String(at), event: recordedEvent(entry), replayed: false };
  });

  expect(await projectBatch(deliveries, parts)).toEqual({ orders: 1, rowsWritten: 1, failed: [] });
  expect(stored.version).toBe(2);
});
