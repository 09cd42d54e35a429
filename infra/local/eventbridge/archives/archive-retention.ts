/** Deletes archived events that have outlived their archive's retention. */

import type { Context } from '../../kernel/context.ts';
import { findArchive, putArchive, type Archive } from './archive-store.ts';
import { arrivals, noteArrivals, type ArchivedEvent } from './archived-events.ts';

interface Sweep {
  readonly account: string;
  readonly archive: string;
}

const DAY_MS = 86_400_000;
const SWEPT_AT_ONCE = 500;
/** Expired events may stay this much longer, so that one sweep takes many. */
const PAUSE_MS = 3_600_000;

/** Begins the sweeps of an archive that has a retention, and had none until now. */
export function startRetention(context: Context, account: string, archive: Archive): void {
  if (archive.retentionDays === 0) return;
  noteArrivals(context.tx, account, archive.name);
  scheduleSweep(context, { account, archive: archive.name }, context.now + PAUSE_MS);
}

/** The task. It repeats itself for as long as the archive has a retention. */
export function sweepArchive(context: Context, sweep: Sweep): void {
  const archive = findArchive(context.tx, sweep.account, sweep.archive);
  if (archive === undefined || archive.retentionDays === 0) return;
  const expired = deleteExpired(context, sweep.account, archive);
  if (expired.count > 0)
    putArchive(context.tx, sweep.account, {
      ...archive,
      eventCount: archive.eventCount - expired.count,
      sizeBytes: archive.sizeBytes - expired.bytes,
    });
  scheduleSweep(context, sweep, expired.count === SWEPT_AT_ONCE ? context.now : context.now + PAUSE_MS);
}

function deleteExpired({ tx, now }: Context, account: string, archive: Archive): { count: number; bytes: number } {
  const expired = { count: 0, bytes: 0 };
  for (const [entry, arrival] of arrivals(tx, account, archive.name)) {
    if (arrival.ingestedMs + archive.retentionDays * DAY_MS > now || expired.count === SWEPT_AT_ONCE) break;
    const stored = tx.get<ArchivedEvent>(arrival.event);
    tx.delete(entry);
    tx.delete(arrival.event);
    expired.count += 1;
    expired.bytes += Buffer.byteLength(stored?.event ?? '');
  }
  return expired;
}

function scheduleSweep(context: Context, sweep: Sweep, dueMs: number): void {
  context.schedule({ service: 'events', task: 'sweepArchive', dueMs, payload: sweep });
}
