/**
 * What archives hold: events in the order of their own time, so that a replay of a window reads one range; with a
 * retention, also in the order of their arrival, so that what has expired is found without reading the rest.
 */

import type { Context } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, past, within } from '../../kernel/tuple-key.ts';
import type { Archive } from './archive-store.ts';

export interface ArchivedEvent {
  /** The event as text. */
  readonly event: string;
  /** Its own time, in milliseconds; 0 if that is before 1970, since keys hold no negative numbers. */
  readonly timeMs: number;
  /** When it came. */
  readonly ingestedMs: number;
  readonly sequence: number;
}

export interface Arrival {
  /** Key of the archived event. */
  readonly event: string;
  readonly ingestedMs: number;
}

/** Stores an event; the archive's counts are the caller's to keep. */
export function storeEvent(
  context: Context,
  account: string,
  archive: Archive,
  { event, timeMs }: Pick<ArchivedEvent, 'event' | 'timeMs'>,
): void {
  const kept = Math.max(0, timeMs);
  const stored: ArchivedEvent = { event, timeMs: kept, ingestedMs: context.now, sequence: context.sequence() };
  const at = key('events', account, 'archived', archive.name, kept, stored.sequence);
  context.tx.put(at, stored);
  if (archive.retentionDays > 0) noteArrival(context.tx, account, archive.name, [at, stored]);
}

/** The position at which the events of a time begin. */
export function positionOf(account: string, archive: string, timeMs: number): string {
  return key('events', account, 'archived', archive, Math.max(0, timeMs));
}

/** The position after an event. */
export const positionAfter = past;

/** Events with their keys, by their own time, from one position up to another. */
export function eventsBetween(tx: Transaction, from: string, to: string): Iterable<readonly [string, ArchivedEvent]> {
  return tx.scan<ArchivedEvent>({ from, to });
}

/** Notes the arrival of everything in an archive that kept its events for ever until now. */
export function noteArrivals(tx: Transaction, account: string, archive: string): void {
  for (const stored of tx.scan<ArchivedEvent>(within('events', account, 'archived', archive)))
    noteArrival(tx, account, archive, stored);
}

function noteArrival(
  tx: Transaction,
  account: string,
  archive: string,
  [at, { ingestedMs, sequence }]: readonly [string, ArchivedEvent],
): void {
  const arrival: Arrival = { event: at, ingestedMs };
  tx.put(key('events', account, 'archived-arrival', archive, ingestedMs, sequence), arrival);
}

/** What arrived, the earliest first. */
export function arrivals(tx: Transaction, account: string, archive: string): Iterable<readonly [string, Arrival]> {
  return tx.scan<Arrival>(within('events', account, 'archived-arrival', archive));
}

/** Forgets everything in an archive. */
export function deleteEvents(tx: Transaction, account: string, archive: string): void {
  for (const part of ['archived', 'archived-arrival'])
    for (const [entry] of tx.scan(within('events', account, part, archive))) tx.delete(entry);
}
