/**
 * The work of a replay that fits one transaction. The events of a minute go out in a random order, and those of the
 * next minute after them. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html
 */

import type { Context } from '../../kernel/context.ts';
import { eventsBetween, positionAfter, positionOf, type ArchivedEvent } from '../archives/archived-events.ts';
import { busArn } from '../arns.ts';
import { replayedEvent } from '../put-events/bus-event.ts';
import { ingestion } from '../put-events/ingestion.ts';
import { replayBag, type ReplayBag } from './replay-bag.ts';
import type { Replay, ReplayProgress } from './replay-store.ts';

/** Windows are minutes, counted from the start of the replay's range. */
const WINDOW_MS = 60_000;
/** Read into the bag at once, or sent at once. */
const EVENTS_AT_ONCE = 100;

export interface Slice {
  readonly context: Context;
  readonly account: string;
  /** How long after it was put an event arrives in the archive. */
  readonly archiveLagMs: number;
}

/** How far the replay is after the slice; undefined if there was nothing left to do. */
export function replaySlice(slice: Slice, replay: Replay): ReplayProgress | undefined {
  const { context, account } = slice;
  const bag = replayBag(context, account, replay.name);
  const send = sender(slice, replay);
  let progress: ReplayProgress = replay;
  let touched = 0;
  while (touched < EVENTS_AT_ONCE) {
    const windowEndMs = progress.windowEndMs ?? nextWindowEnd(slice, { ...replay, ...progress });
    if (windowEndMs === undefined) return touched === 0 ? undefined : progress;
    const end = positionOf(account, replay.archive, windowEndMs);
    const read = readInto(bag, slice, { from: progress.readFrom, to: end });
    touched += read.count;
    progress = { ...progress, windowEndMs, readFrom: read.position };
    if (read.position !== end) break;
    const drawn = bag.draw(EVENTS_AT_ONCE);
    touched += drawn.length;
    const lastReplayedMs = latest(progress.lastReplayedMs, send(drawn));
    progress = { ...progress, lastReplayedMs, ...(drawn.length < EVENTS_AT_ONCE && { windowEndMs: undefined }) };
  }
  return progress;
}

/** End of the window of the first event that is not read yet; minutes without any are passed over. */
function nextWindowEnd({ context, account }: Slice, { archive, readFrom, startMs, endMs }: Replay): number | undefined {
  for (const [, { timeMs }] of eventsBetween(context.tx, readFrom, positionOf(account, archive, endMs))) {
    const window = Math.floor((timeMs - startMs) / WINDOW_MS);
    return Math.min(endMs, startMs + (window + 1) * WINDOW_MS);
  }
  return undefined;
}

interface Reading {
  /** Where the next reading begins. */
  readonly position: string;
  readonly count: number;
}

/** Reads on in the window. What arrives in the archive after that is not replayed, as on AWS. */
function readInto(
  bag: ReplayBag,
  { context, archiveLagMs }: Slice,
  { from, to }: { readonly from: string; readonly to: string },
): Reading {
  const read: (readonly [string, ArchivedEvent])[] = [];
  for (const entry of eventsBetween(context.tx, from, to)) {
    if (read.push(entry) === EVENTS_AT_ONCE) break;
  }
  for (const [at, event] of read) if (event.ingestedMs + archiveLagMs <= context.now) bag.add(at, event);
  const last = read.at(-1);
  return { count: read.length, position: last && read.length === EVENTS_AT_ONCE ? positionAfter(last[0]) : to };
}

/** Sends archived events, given by their keys, to the bus; answers with the latest of their times. */
function sender({ context, account }: Slice, { name, bus, filterArns }: Replay) {
  const ingested = ingestion(context, filterArns.length > 0 ? new Set(filterArns) : undefined);
  const address = { account, name: bus, arn: busArn(context.region, account, bus) };
  return (keys: readonly string[]): number | undefined => {
    let latestMs: number | undefined;
    for (const at of keys) {
      const archived = context.tx.get<ArchivedEvent>(at);
      // Its retention may have ended meanwhile.
      if (archived === undefined) continue;
      ingested.accept(address, replayedEvent(archived.event, name));
      latestMs = latest(latestMs, archived.timeMs);
    }
    ingested.finish();
    return latestMs;
  };
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
