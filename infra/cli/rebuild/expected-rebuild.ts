/** What a rebuild is expected to take: time, and money at list prices. */

import type { Outcome, Source } from '../../../domain/ports/control-records.ts';
import type { RebuildEstimate } from '../../../projections/rebuild/rebuild-request.ts';
import { listPrices, type PricedThing } from './list-prices.ts';

export interface ExpectedRebuild {
  readonly from: Source;
  /** That the source has to give. */
  readonly events: number;
  readonly seconds: number;
  /** At list prices in us-east-1. */
  readonly usd: number;
  readonly uses: Readonly<Record<PricedThing, number>>;
}

/** Where none was measured: events a second, from the first to the flip. */
const EVENTS_PER_SECOND: Readonly<Record<Source, number>> = { archive: 800, store: 2_000 };
/** Where the last rebuild does not tell. */
const EVENTS_PER_ORDER = 10;
/** The sweep and the comparison. */
const PASSES = 2;
/** A transaction of a row and a sum or listing, each up to 1 KB. */
const WRITE_UNITS = 4;
/** A row in each pass, and what it is listed or summed in. */
const READ_UNITS_PER_ROW = PASSES + 1;
/** A message is sent alone, received and deleted in tens. */
const QUEUE_REQUESTS = 1.2;
/** Replayed events that a projector is given at once, and what it needs for each. */
const BATCH = 100;
const PROJECTOR_GIGABYTE_SECONDS = 0.5 * 0.005;
/** What the rebuild function has. */
const REBUILD_GIGABYTES = 1;

/** `last` is how the projection's last rebuild ended. */
export function expectedRebuild(from: Source, estimate: RebuildEstimate, last: Outcome | undefined): ExpectedRebuild {
  const events = from === 'archive' ? estimate.archiveEvents : estimate.logEvents;
  const seconds = expectedSeconds(from, estimate, last);
  const orders = estimate.logEvents / eventsPerOrder(last);
  const replayed = from === 'archive' ? events : 0;
  const uses = {
    replayedEvent: replayed,
    queueRequest: replayed * QUEUE_REQUESTS,
    invocation: seconds + replayed / BATCH,
    gigabyteSecond: seconds * REBUILD_GIGABYTES + replayed * PROJECTOR_GIGABYTE_SECONDS,
    readUnit: (PASSES * estimate.logBytes) / 4096 + orders * READ_UNITS_PER_ROW + replayed / 2,
    // Replayed events may come one at a time, each a write of its own; the sweep writes an order once.
    writeUnit: (from === 'archive' ? Math.max(events, orders) : orders) * WRITE_UNITS,
  };
  return { from, events, seconds, usd: priceOf(uses), uses };
}

function expectedSeconds(from: Source, estimate: RebuildEstimate, last: Outcome | undefined): number {
  const { waitsMs, logEvents, eventsPerSecond } = estimate;
  const events = Math.max(logEvents, from === 'archive' ? estimate.archiveEvents : 0);
  const rate = measuredRate(from, waitsMs[from], last) ?? EVENTS_PER_SECOND[from];
  return waitsMs[from] / 1000 + Math.max(events / rate, (PASSES * logEvents) / eventsPerSecond);
}

/** Too short a rebuild says nothing. */
const LEAST_MEASURED_MS = 1_000;

function measuredRate(from: Source, waitsMs: number, last: Outcome | undefined): number | undefined {
  if (last?.from !== from || last.result !== 'served') return undefined;
  const { events = 0, tookMs = 0 } = last;
  const workedMs = tookMs - waitsMs;
  return events > 0 && workedMs >= LEAST_MEASURED_MS ? (events * 1000) / workedMs : undefined;
}

function eventsPerOrder({ events = 0, rows = 0 }: Pick<Outcome, 'events' | 'rows'> = {}): number {
  return events > 0 && rows > 0 ? events / rows : EVENTS_PER_ORDER;
}

function priceOf(uses: ExpectedRebuild['uses']): number {
  return Object.entries(uses).reduce((sum, [thing, number]) => sum + number * listPrices[thing as PricedThing], 0);
}
