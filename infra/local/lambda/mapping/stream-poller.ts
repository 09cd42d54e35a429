/**
 * Feeds a function from a stream: in each lane one batch at a time, in order, repeated until it is handled or given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */

import type { Context } from '../../kernel/context.ts';
import { uuid as newUuid } from '../../kernel/engine.ts';
import { resolveVersion } from '../alias/alias-record.ts';
import type { FunctionRecord } from '../function/function-record.ts';
import { hasCapacity } from '../invoke/concurrency.ts';
import { startInvocation } from '../invoke/start-invocation.ts';
import { omit } from '../omit.ts';
import { lanesOf, saveLane, withoutSegment, type Lane } from './lane.ts';
import { discoverLanes } from './lane-discovery.ts';
import { laneReader, MAX_RECORD_BYTES, type LaneReader, type LaneReading } from './lane-reader.ts';
import type { MappingRecord } from './mapping-record.ts';
import { requestPoll } from './poll-schedule.ts';
import { reportDiscarded } from './stream-report.ts';
import { streamSourceOf } from './stream-source-of.ts';
import type { Position, StreamRecord, StreamSource } from './stream-source.ts';

/** Which lane an invocation works for. */
export interface StreamBatch {
  readonly shardId: string;
  readonly index: number;
}

/** Starts a batch in every lane that rests and has something to do. */
export function pollStream(
  context: Context,
  mapping: MappingRecord,
  record: FunctionRecord,
  options: { readonly discover: boolean },
): void {
  const source = streamSourceOf(context, mapping, record);
  const known = options.discover ? [] : lanesOf(context, mapping);
  const lanes = known.length === 0 ? discoverLanes(context, mapping, source) : known;
  const reader = laneReader(mapping, source);
  for (const lane of lanes) {
    if (lane.ended || lane.requestId !== undefined) continue;
    if (!hasCapacity(context, record)) return;
    advanceLane(context, { mapping, record, source, reader }, lane);
  }
}

interface Poll {
  readonly mapping: MappingRecord;
  readonly record: FunctionRecord;
  readonly source: StreamSource;
  readonly reader: LaneReader;
}

function advanceLane(context: Context, poll: Poll, lane: Lane): void {
  if (lane.retryMs !== undefined && lane.retryMs > context.now) return requestPoll(context, poll.mapping, lane.retryMs);
  if (lane.segments.length > 0) return repeatSegment(context, poll, lane);
  if (windowKeepsOpen(context, poll, lane)) return;
  const { batchSize } = poll.mapping;
  const reading = poll.reader.read(lane, { from: lane.position, count: batchSize, bytes: MAX_RECORD_BYTES });
  const fresh = withoutExpired(context, poll, lane, reading.records);
  if (fresh.records.length === 0) return moveOn(context, poll, fresh.lane, reading);
  if (mustWait(context, poll, fresh.lane, { ...reading, records: fresh.records })) return;
  startBatch(context, poll, fresh.lane, fresh.records);
}

/** Nothing to handle up to where was read. */
function moveOn(context: Context, { mapping, source }: Poll, lane: Lane, { readTo, stopped }: LaneReading): void {
  const { window, ...rest } = lane;
  const ended = stopped === 'end';
  if (!samePosition(readTo, lane.position) || ended || window !== undefined)
    saveLane(context, mapping, { ...rest, position: readTo, ended });
  if (ended) discoverLanes(context, mapping, source);
  if (stopped !== 'tip') requestPoll(context, mapping, context.now);
}

function samePosition(one: Position, other: Position): boolean {
  return one.type === 'AFTER' && other.type === 'AFTER'
    ? one.sequenceNumber === other.sequenceNumber
    : one.type === other.type;
}

/** While a window is open, only what came since is looked at, to see whether the batch is full. */
function windowKeepsOpen(context: Context, { mapping, reader }: Poll, lane: Lane): boolean {
  const { window } = lane;
  if (window === undefined || context.now >= window.endMs) return false;
  const reading = reader.read(lane, {
    from: window.ahead,
    count: mapping.batchSize - window.count,
    bytes: MAX_RECORD_BYTES - window.bytes,
  });
  const count = window.count + reading.records.length;
  if (reading.stopped === 'full' || reading.stopped === 'end' || count >= mapping.batchSize) return false;
  if (!samePosition(reading.readTo, window.ahead))
    saveLane(context, mapping, {
      ...lane,
      window: { endMs: window.endMs, count, bytes: window.bytes + reading.bytes, ahead: reading.readTo },
    });
  requestPoll(context, mapping, window.endMs);
  return true;
}

/** Opens a window if the batch is not full and nobody has waited for it yet. */
function mustWait(context: Context, { mapping }: Poll, lane: Lane, reading: LaneReading): boolean {
  const { windowSeconds, batchSize } = mapping;
  const complete = reading.stopped === 'full' || reading.stopped === 'end' || reading.records.length >= batchSize;
  if (windowSeconds === 0 || complete || lane.window !== undefined) return false;
  const endMs = context.now + windowSeconds * 1000;
  const { records, bytes, readTo } = reading;
  saveLane(context, mapping, { ...lane, window: { endMs, count: records.length, bytes, ahead: readTo } });
  requestPoll(context, mapping, endMs);
  return true;
}

function repeatSegment(context: Context, poll: Poll, lane: Lane): void {
  const fresh = withoutExpired(context, poll, lane, segmentRecords(poll.reader, lane));
  if (fresh.records.length > 0) return startBatch(context, poll, fresh.lane, fresh.records);
  saveLane(context, poll.mapping, withoutSegment(lane));
  requestPoll(context, poll.mapping, context.now);
}

/** The records of the lane's first segment, as far as the stream still has them. */
export function segmentRecords(reader: LaneReader, lane: Lane): readonly StreamRecord[] {
  const segment = lane.segments[0];
  if (segment === undefined) return [];
  const { lastSequenceNumber } = segment;
  return reader.read(lane, { from: lane.position, count: Infinity, bytes: Infinity, lastSequenceNumber }).records;
}

/** Gives up what is older than MaximumRecordAgeInSeconds: the records of a lane are ordered by age. */
function withoutExpired(
  context: Context,
  { mapping, record }: Poll,
  lane: Lane,
  records: readonly StreamRecord[],
): { readonly lane: Lane; readonly records: readonly StreamRecord[] } {
  const { maximumRecordAgeSeconds } = mapping;
  const oldestMs = maximumRecordAgeSeconds < 0 ? 0 : context.now - maximumRecordAgeSeconds * 1000;
  const fresh = records.findIndex(({ arrivalMs }) => arrivalMs >= oldestMs);
  const expired = fresh < 0 ? records : records.slice(0, fresh);
  const last = expired.at(-1);
  if (last === undefined) return { lane, records };
  reportDiscarded(context, {
    mapping,
    record,
    shardId: lane.shardId,
    records: expired,
    condition: 'RecordAgeExceeded',
    invokeCount: lane.segments[0]?.attempts ?? 0,
  });
  const position = { type: 'AFTER', sequenceNumber: last.sequenceNumber } as const;
  return { lane: { ...lane, position }, records: records.slice(expired.length) };
}

function startBatch(context: Context, { mapping, record }: Poll, lane: Lane, records: readonly StreamRecord[]): void {
  const last = records.at(-1);
  if (last === undefined) return;
  const { account, uuid, functionName, qualifier } = mapping;
  const batch: StreamBatch = { shardId: lane.shardId, index: lane.index };
  const requestId = newUuid(context.random);
  startInvocation(context, {
    requestId,
    record,
    version: resolveVersion(context, record, { account, name: functionName, qualifier }),
    qualifier,
    payload: JSON.stringify({ Records: records.map(({ event }) => event) }),
    origin: { type: 'mapping', uuid, batch },
  });
  const rest = omit(lane, 'window', 'retryMs');
  const attempts = lane.segments[0]?.attempts ?? 0;
  const segment = { lastSequenceNumber: last.sequenceNumber, attempts };
  saveLane(context, mapping, { ...rest, requestId, segments: [segment, ...lane.segments.slice(1)] });
}
