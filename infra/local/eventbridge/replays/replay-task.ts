/** The task that carries a replay on, slice by slice, until it is over. */

import type { Context } from '../../kernel/context.ts';
import { findArchive } from '../archives/archive-store.ts';
import { findBus } from '../buses/bus-store.ts';
import { replayBag } from './replay-bag.ts';
import { replaySlice } from './replay-slice.ts';
import { deleteReplayRecord, findReplay, isActive, putReplay, type Replay } from './replay-store.ts';

interface ReplayReference {
  readonly account: string;
  readonly name: string;
}

interface Ending {
  readonly state: 'COMPLETED' | 'CANCELLED' | 'FAILED';
  readonly stateReason?: string;
}

const DISCARDED_AT_ONCE = 1_000;
/** How long a replay that is over can be described, and its name is taken. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
const KEPT_MS = 90 * 86_400_000;

/** Goes on with the replay once what is scheduled by now has run: its own deliveries, and everybody else's. */
export function scheduleReplay(context: Context, reference: ReplayReference): void {
  context.schedule({ service: 'events', task: 'continueReplay', dueMs: context.now, payload: reference });
}

/** The task. A replay is completed only after the deliveries of its last events have been attempted. */
export function continueReplay(archiveLagMs: number) {
  return (context: Context, reference: ReplayReference): void => {
    const { account, name } = reference;
    const replay = findReplay(context.tx, account, name);
    if (replay === undefined) return;
    const ending = prematureEnding(context, account, replay);
    if (ending !== undefined) {
      const discarded = replayBag(context, account, name).draw(DISCARDED_AT_ONCE);
      if (discarded.length < DISCARDED_AT_ONCE) endReplay(context, account, { ...replay, ...ending });
      else scheduleReplay(context, reference);
    } else if (isActive(replay)) {
      const progress = replaySlice({ context, account, archiveLagMs }, replay);
      if (progress === undefined) return endReplay(context, account, { ...replay, state: 'COMPLETED' });
      putReplay(context.tx, account, { ...replay, ...progress, state: 'RUNNING' });
      scheduleReplay(context, reference);
    }
  };
}

/** Why the replay ends before its last event, if it does. */
function prematureEnding({ tx }: Context, account: string, replay: Replay): Ending | undefined {
  if (replay.state === 'CANCELLING') return { state: 'CANCELLED' };
  if (!isActive(replay)) return undefined;
  if (findArchive(tx, account, replay.archive)?.createdMs !== replay.archiveCreatedMs)
    return { state: 'FAILED', stateReason: `Archive ${replay.archive} does not exist.` };
  if (findBus(tx, { account, name: replay.bus }) === undefined)
    return { state: 'FAILED', stateReason: `Event bus ${replay.bus} does not exist.` };
  return undefined;
}

function endReplay(context: Context, account: string, replay: Replay): void {
  putReplay(context.tx, account, { ...replay, endedMs: context.now });
  const payload: ReplayReference = { account, name: replay.name };
  context.schedule({ service: 'events', task: 'forgetReplay', dueMs: context.now + KEPT_MS, payload });
}

/** The task that makes an end to a replay that has long been over. */
export function forgetReplay({ tx }: Context, { account, name }: ReplayReference): void {
  deleteReplayRecord(tx, account, name);
}
