/** Reads the records of a lane: those of its keys that pass the mapping's filters. */

import { passesFilters } from './event-filter.ts';
import { laneIndex, type Lane } from './lane.ts';
import type { MappingRecord } from './mapping-record.ts';
import { MAX_BATCH_BYTES } from './queue-buffer.ts';
import {
  compareSequenceNumbers,
  type Page,
  type Position,
  type StreamRecord,
  type StreamSource,
} from './stream-source.ts';

/** How much is read at once where most records may belong to other lanes. */
const PAGE_RECORDS = 1000;
/** How many pages without a record for the lane are read in one transaction. */
const MAX_PAGES = 20;

export interface LaneReading {
  readonly records: readonly StreamRecord[];
  readonly bytes: number;
  /** Everything up to here belongs to `records` or to nobody in this lane. */
  readonly readTo: Position;
  /** Why reading stopped. */
  readonly stopped: ReadingStop;
}

/**
 * No further record fits into the batch; nothing newer is there yet; the shard is closed and was read to its end; or
 * enough was read for one transaction.
 */
export type ReadingStop = 'full' | 'tip' | 'end' | 'pause';

export interface ReadLimits {
  readonly from: Position;
  readonly count: number;
  readonly bytes: number;
  /** Nothing after this one is wanted. */
  readonly lastSequenceNumber?: string;
}

export interface LaneReader {
  read(lane: Lane, limits: ReadLimits): LaneReading;
}

/** Pages are shared between the lanes of a shard that stand at the same position. */
export function laneReader(mapping: MappingRecord, source: StreamSource): LaneReader {
  const { parallelizationFactor: factor, filters, batchSize } = mapping;
  const pageSize = factor === 1 && filters.length === 0 ? batchSize : Math.max(batchSize, PAGE_RECORDS);
  const pages = new Map<string, Page>();

  function page(shardId: string, from: Position): Page {
    const id = JSON.stringify([shardId, from]);
    const known = pages.get(id) ?? source.read(shardId, from, pageSize);
    pages.set(id, known);
    return known;
  }

  const belongs = (lane: Lane, record: StreamRecord): boolean =>
    laneIndex(record.orderKey, factor) === lane.index && passesFilters(filters, record.event);

  return {
    read(lane, { from, count, bytes: maxBytes, lastSequenceNumber }) {
      const records: StreamRecord[] = [];
      let bytes = 0;
      let readTo = from;
      const reading = (stopped: ReadingStop): LaneReading => ({ records, bytes, readTo, stopped });
      for (let pagesRead = 0; pagesRead < MAX_PAGES; pagesRead += 1) {
        const { records: found, end } = page(lane.shardId, readTo);
        for (const record of found) {
          if (lastSequenceNumber !== undefined && compareSequenceNumbers(record.sequenceNumber, lastSequenceNumber) > 0)
            return reading('full');
          if (belongs(lane, record)) {
            const weight = Buffer.byteLength(JSON.stringify(record.event)) + 1;
            if (records.length === count || (records.length > 0 && bytes + weight > maxBytes)) return reading('full');
            records.push(record);
            bytes += weight;
          }
          readTo = { type: 'AFTER', sequenceNumber: record.sequenceNumber };
        }
        if (found.length === 0) return reading(end ? 'end' : 'tip');
        if (records.length >= count) return reading('full');
      }
      return reading('pause');
    },
  };
}

/** A batch's records may weigh this much beside the frame around them. */
export const MAX_RECORD_BYTES = MAX_BATCH_BYTES - 14;
