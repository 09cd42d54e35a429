/** Replays as they are kept, with how far they are. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';

export const REPLAY_STATES = ['CANCELLED', 'CANCELLING', 'COMPLETED', 'FAILED', 'RUNNING', 'STARTING'] as const;
export type ReplayState = (typeof REPLAY_STATES)[number];

export interface Replay extends ReplayProgress {
  readonly name: string;
  readonly description?: string;
  readonly archive: string;
  /** Tells the archive from a later one of the same name. */
  readonly archiveCreatedMs: number;
  /** Name of the bus the archive is of, and the events go to. */
  readonly bus: string;
  /** ARNs of the only rules that get the events; all do if there is none. */
  readonly filterArns: readonly string[];
  /** The events' own times: from the first on, before the second. */
  readonly startMs: number;
  readonly endMs: number;
  readonly state: ReplayState;
  readonly stateReason?: string;
  readonly startedMs: number;
  readonly endedMs?: number;
}

export interface ReplayProgress {
  /** The position in the archive of the first event that is not read yet. */
  readonly readFrom: string;
  /** End of the window that is being replayed; undefined between two windows. */
  readonly windowEndMs?: number | undefined;
  /** The latest time of an event replayed so far. */
  readonly lastReplayedMs?: number | undefined;
}

function replayKey(account: string, name: string): string {
  return key('events', account, 'replay', name);
}

export function findReplay(tx: Transaction, account: string, name: string): Replay | undefined {
  return tx.get<Replay>(replayKey(account, name));
}

export function requireReplay(tx: Transaction, account: string, name: string): Replay {
  const replay = findReplay(tx, account, name);
  if (replay === undefined) throw new AwsError('ResourceNotFoundException', `Replay ${name} does not exist.`);
  return replay;
}

export function putReplay(tx: Transaction, account: string, replay: Replay): void {
  tx.put(replayKey(account, replay.name), replay);
}

/** The replays of an account, by name. */
export function listAllReplays(tx: Transaction, account: string): Replay[] {
  return [...tx.scan<Replay>(within('events', account, 'replay'))].map(([, replay]) => replay);
}

export function deleteReplayRecord(tx: Transaction, account: string, name: string): void {
  tx.delete(replayKey(account, name));
}

/** Whether the replay has yet to send events: these count against the quota, and can be cancelled. */
export function isActive({ state }: Replay): boolean {
  return state === 'STARTING' || state === 'RUNNING';
}
