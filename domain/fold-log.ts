/** Folds what the log says of an order, and no more of it than the fold is about. */

import type { LogEntry } from './ports/event-store.ts';
import { isAbout, type Fold } from './projection.ts';
import { recordedEvent, type RecordedCloudEvent } from './recorded-event.ts';
import { upcast } from './upcast.ts';

/** The state after these entries, given in the order of their versions. */
export function foldLog<State>(fold: Fold<State>, order: string, log: readonly LogEntry[]): State {
  return foldNews(fold, fold.initial(order), aboutIn(fold, log.map(recordedEvent)));
}

/** The state with further events, all of them such as the fold is about. */
export function foldNews<State>(fold: Fold<State>, state: State, events: readonly RecordedCloudEvent[]): State {
  return events.map(upcast).reduce(fold.evolve, state);
}

export function aboutIn(fold: Pick<Fold, 'events'>, events: readonly RecordedCloudEvent[]): RecordedCloudEvent[] {
  return events.filter(({ type }) => isAbout(fold, type));
}

/** The version of a row that is up to this log: that of the last entry the fold is about; 0 if there is none. */
export function versionAt(fold: Pick<Fold, 'events'>, log: readonly LogEntry[]): number {
  return log.findLast(({ event }) => isAbout(fold, event.type))?.version ?? 0;
}
