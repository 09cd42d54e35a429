/**
 * The recorder: takes a batch of a shard's records and leaves each of them in its order's log or in quarantine.
 *
 * Records of one order are taken in turn, orders side by side. What cannot be done now is reported as the place where
 * the batch stopped: everything from there on comes again, and what had been recorded by then is recognised.
 */

import type { StoredEvent } from '../../domain/ports/event-store.ts';
import { isUnavailable, type Unavailable } from '../../domain/ports/port-error.ts';
import type { Quarantine, Refusal } from '../../domain/ports/quarantine.ts';
import type { LogWriter } from './log-writer.ts';
import { inParallel } from '../in-parallel.ts';
import { screen, type Screened } from './screen.ts';

/** A record of the intake stream. */
export interface IntakeRecord {
  readonly sequenceNumber: string;
  readonly data: Uint8Array;
  /** RFC 3339. */
  readonly arrivedTime: string;
}

export interface RecordedBatch {
  readonly orderIds: ReadonlySet<string>;
  readonly correlationIds: ReadonlySet<string>;
  readonly recorded: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** The first record that could not be dealt with. */
  readonly stoppedAt?: { readonly sequenceNumber: string; readonly cause: unknown };
}

export interface RecorderParts {
  readonly writer: LogWriter;
  readonly quarantine: Quarantine;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long a record may fail while others succeed until it is taken for poison, in milliseconds. */
export const PATIENCE_MS = 15 * 60_000;

const ORDERS_AT_ONCE = 32;

/** Makes the recorder of one sandbox. Expected failures are in the result; it does not throw. */
export function recorder({ writer, quarantine, now }: RecorderParts) {
  const failingSince = new Map<string, number>();
  let lastSuccess = 0;

  return async function recordBatch(records: readonly IntakeRecord[]): Promise<RecordedBatch> {
    const counts = { recorded: 0, duplicates: 0, quarantined: 0 };
    /** Where each queue stopped that did not come to its end. */
    const stops: { readonly index: number; readonly cause: unknown }[] = [];
    const queues = byOrder(records);
    let outage: Unavailable | undefined;

    await inParallel(ORDERS_AT_ONCE, queues, drain);
    return { ...named(queues), ...counts, ...stop() };

    async function drain(queue: readonly Incoming[]): Promise<void> {
      for (const incoming of queue) {
        try {
          if (outage !== undefined) throw outage;
          await settle(incoming);
        } catch (cause) {
          stops.push({ index: incoming.index, cause });
          if (isUnavailable(cause)) outage ??= cause;
          return;
        }
      }
    }

    async function settle(incoming: Incoming): Promise<void> {
      const { sequenceNumber } = incoming.record;
      try {
        await take(incoming);
        lastSuccess = now();
        failingSince.delete(sequenceNumber);
      } catch (error) {
        const since = failingSince.get(sequenceNumber) ?? now();
        failingSince.set(sequenceNumber, since);
        const poisonous = !isUnavailable(error) && lastSuccess >= since && now() - since >= PATIENCE_MS;
        if (!poisonous) throw error;
        await setAside(incoming, failing(incoming.screened, error));
        failingSince.delete(sequenceNumber);
      }
    }

    async function take(incoming: Incoming): Promise<void> {
      if (incoming.screened.type === 'refused') return setAside(incoming, incoming.screened.refusal);
      const { event } = incoming.screened;
      const outcome = await writer.record(event);
      if (outcome.type === 'recorded') counts.recorded += 1;
      if (outcome.type === 'duplicate') counts.duplicates += 1;
      if (outcome.type === 'reused-id') await setAside(incoming, reusedId(event, outcome.version));
    }

    async function setAside({ record }: Incoming, refusal: Grounds): Promise<void> {
      await quarantine.keep({ ...refusal, raw: record.data, arrivedTime: record.arrivedTime });
      counts.quarantined += 1;
    }

    function stop(): Pick<RecordedBatch, 'stoppedAt'> {
      const [first] = stops.sort((a, b) => a.index - b.index);
      const record = first === undefined ? undefined : records[first.index];
      return record === undefined ? {} : { stoppedAt: { sequenceNumber: record.sequenceNumber, cause: first?.cause } };
    }
  };
}

interface Incoming {
  readonly index: number;
  readonly record: IntakeRecord;
  readonly screened: Screened;
}

type Grounds = Omit<Refusal, 'raw' | 'arrivedTime'>;

/** What the batch is about, for whoever looks for it. */
function named(queues: readonly Incoming[][]): Pick<RecordedBatch, 'orderIds' | 'correlationIds'> {
  const events = queues.flat().flatMap(({ screened }) => (screened.type === 'event' ? [screened.event] : []));
  return {
    orderIds: new Set(events.map(({ subject }) => subject)),
    correlationIds: new Set(events.flatMap(({ correlationid }) => correlationid ?? [])),
  };
}

/** One queue for each order; what names no order waits for nobody. */
function byOrder(records: readonly IntakeRecord[]): Incoming[][] {
  const queues = new Map<string | number, Incoming[]>();
  records.forEach((record, index) => {
    const screened = screen(record.data);
    const queue = screened.type === 'event' ? screened.event.subject : index;
    queues.set(queue, [...(queues.get(queue) ?? []), { index, record, screened }]);
  });
  return [...queues.values()];
}

function reusedId(event: StoredEvent, version: number): Grounds {
  const message = `was used for the different event recorded as version ${version}: an id names one event for ever`;
  return { ...identity(event), reason: 'reused-id', problems: [{ pointer: '/id', message }] };
}

function failing(screened: Screened, error: unknown): Grounds {
  const message = `could not be recorded: ${error instanceof Error ? error.message : String(error)}`;
  const named = screened.type === 'event' ? identity(screened.event) : screened.refusal;
  return { ...named, reason: 'failing', problems: [{ pointer: '', message }] };
}

function identity({ subject, source, id, type }: StoredEvent) {
  return { order: subject, source, id, type };
}
