/** What becomes of a stream batch when its invocation has ended: it is done, or repeated, whole or in parts, or given up. */

import type { Context } from '../../kernel/context.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import { omit } from '../omit.ts';
import type { RunOutcome } from '../run-request.ts';
import { batchResult } from './batch-response.ts';
import { findLane, saveLane, withoutSegment, type Lane, type Segment } from './lane.ts';
import { laneReader } from './lane-reader.ts';
import type { MappingRecord } from './mapping-record.ts';
import { reportDiscarded } from './stream-report.ts';
import { segmentRecords, type StreamBatch } from './stream-poller.ts';
import { streamSourceOf } from './stream-source-of.ts';
import { compareSequenceNumbers, type StreamRecord } from './stream-source.ts';

const FIRST_RETRY_DELAY_MS = 250;
const LONGEST_RETRY_DELAY_MS = 60_000;

export interface EndedRun {
  readonly mapping: MappingRecord;
  readonly record: FunctionRecord;
  readonly requestId: string;
  readonly executedVersion: string;
  readonly outcome: RunOutcome;
}

export function settleStreamBatch(context: Context, run: EndedRun, { shardId, index }: StreamBatch): void {
  const { mapping, requestId, outcome } = run;
  const lane = findLane(context, mapping, shardId, index);
  if (lane?.requestId !== requestId) return;
  const result = batchResult(outcome, mapping.reportsItemFailures);
  if (result.type === 'handled') return saveLane(context, mapping, withoutSegment(lane));
  const source = streamSourceOf(context, mapping, run.record);
  const records = segmentRecords(laneReader(mapping, source), lane);
  const firstFailed = result.type === 'partial' ? lowestFailure(records, result.failed) : 0;
  const before = records[firstFailed - 1];
  const resting = omit(lane, 'requestId');
  if (before !== undefined) return saveLane(context, mapping, continueAfter(resting, before.sequenceNumber));
  saveLane(context, mapping, afterFailure(context, run, resting, records));
}

/** The process that handled a batch is gone: the batch is repeated, and that run counts for nothing. */
export function returnStreamBatch(
  context: Context,
  mapping: MappingRecord,
  requestId: string,
  batch: StreamBatch,
): void {
  const lane = findLane(context, mapping, batch.shardId, batch.index);
  if (lane?.requestId !== requestId) return;
  const resting = omit(lane, 'requestId');
  saveLane(context, mapping, resting);
}

/** The first record reported as failed; the first of all if the report names one that was not in the batch. */
function lowestFailure(records: readonly StreamRecord[], failed: readonly string[]): number {
  const positions = failed.map((identifier) => records.findIndex((record) => record.sequenceNumber === identifier));
  return Math.max(0, Math.min(...positions));
}

/** Some records are handled: the rest is a batch of its own, with all its attempts before it. */
function continueAfter(lane: Lane, sequenceNumber: string): Lane {
  const [first, ...others] = lane.segments;
  const segments = first === undefined ? [] : [{ ...first, attempts: 0 }, ...others];
  return { ...lane, position: { type: 'AFTER', sequenceNumber }, segments };
}

function afterFailure(context: Context, run: EndedRun, lane: Lane, records: readonly StreamRecord[]): Lane {
  const { mapping, record } = run;
  const [segment, ...others] = lane.segments;
  if (segment === undefined) return lane;
  const halves = mapping.bisects ? bisected(segment, records) : undefined;
  if (halves !== undefined) return { ...lane, segments: [...halves, ...others] };
  const attempts = segment.attempts + 1;
  if (mapping.maximumRetryAttempts >= 0 && attempts > mapping.maximumRetryAttempts) {
    reportDiscarded(context, {
      mapping,
      record,
      shardId: lane.shardId,
      records,
      condition: 'RetryAttemptsExhausted',
      invokeCount: attempts,
      last: run,
    });
    return withoutSegment(lane);
  }
  return {
    ...lane,
    segments: [{ ...segment, attempts }, ...others],
    retryMs: context.now + retryDelayMs(context, attempts),
  };
}

/** Both halves of a batch that failed; splitting does not count as an attempt. */
function bisected(segment: Segment, records: readonly StreamRecord[]): Segment[] | undefined {
  const middle = records[Math.ceil(records.length / 2) - 1];
  if (middle === undefined || compareSequenceNumbers(middle.sequenceNumber, segment.lastSequenceNumber) >= 0)
    return undefined;
  return [{ ...segment, lastSequenceNumber: middle.sequenceNumber }, segment];
}

/** Exponential, with half of it left to chance. */
function retryDelayMs({ random }: Context, attempts: number): number {
  const delayMs = Math.min(LONGEST_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(delayMs / 2 + (random() * delayMs) / 2);
}
