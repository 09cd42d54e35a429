/**
 * A lane: a part of a shard's records that is handled in order, one batch at a time. A shard has as many lanes as the
 * mapping's ParallelizationFactor; a record's key decides its lane. A lane remembers positions, not records: a batch
 * that must be repeated is read again.
 */

import { createHash } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import { omit } from '../omit.ts';
import type { MappingRecord } from './mapping-record.ts';
import type { Position } from './stream-source.ts';

/** A batch that was read once: the lane's records after its position up to `lastSequenceNumber`. */
export interface Segment {
  readonly lastSequenceNumber: string;
  /** How often the function failed on it. Splitting it does not count. */
  readonly attempts: number;
}

/** Records seen beyond the position while a batching window is open. */
export interface OpenWindow {
  readonly endMs: number;
  readonly count: number;
  readonly bytes: number;
  /** Where looking for more goes on. */
  readonly ahead: Position;
}

export interface Lane {
  readonly shardId: string;
  readonly index: number;
  /** Everything up to here has been handled or given up. */
  readonly position: Position;
  /** What to do before reading anything new, in order: the batch under way, then what is left of batches that failed. */
  readonly segments: readonly Segment[];
  /** The invocation that handles the first segment. */
  readonly requestId?: string;
  /** The first segment rests until then. */
  readonly retryMs?: number;
  readonly window?: OpenWindow;
  /** The shard is closed and handled to its end. */
  readonly ended: boolean;
}

type MappingId = Pick<MappingRecord, 'account' | 'uuid'>;

const laneKey = ({ account, uuid }: MappingId, { shardId, index }: Pick<Lane, 'shardId' | 'index'>): string =>
  key('lambda', account, 'lane', uuid, shardId, index);

export function newLane(shardId: string, index: number, position: Position): Lane {
  return { shardId, index, position, segments: [], ended: false };
}

export function saveLane({ tx }: Context, mapping: MappingId, lane: Lane): void {
  tx.put(laneKey(mapping, lane), lane);
}

export function removeLane({ tx }: Context, mapping: MappingId, lane: Lane): void {
  tx.delete(laneKey(mapping, lane));
}

export function findLane({ tx }: Context, mapping: MappingId, shardId: string, index: number): Lane | undefined {
  return tx.get<Lane>(laneKey(mapping, { shardId, index }));
}

/** By shard, then index. */
export function lanesOf({ tx }: Context, { account, uuid }: MappingId): Lane[] {
  return [...tx.scan<Lane>(within('lambda', account, 'lane', uuid))].map(([, lane]) => lane);
}

/** The lane once its first segment is handled or given up. */
export function withoutSegment(lane: Lane): Lane {
  const [done, ...others] = lane.segments;
  if (done === undefined) return lane;
  const rest = omit(lane, 'requestId', 'retryMs');
  return { ...rest, position: { type: 'AFTER', sequenceNumber: done.lastSequenceNumber }, segments: others };
}

/** Which of `factor` lanes a record belongs to. */
export function laneIndex(orderKey: string, factor: number): number {
  return factor === 1 ? 0 : createHash('md5').update(orderKey).digest().readUInt32BE(0) % factor;
}
