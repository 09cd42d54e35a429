/** Messages a mapping has received but not yet passed on, because their batch is not complete. */

import type { Context } from '../../kernel/context.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { MappingRecord } from './mapping-record.ts';
import type { QueueEventRecord } from './queue-event.ts';

/** What an invocation's payload may weigh. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_BATCH_BYTES = 6 * 1024 * 1024;
/** `{"Records":[]}` */
const FRAME_BYTES = 14;

interface Tally {
  readonly count: number;
  readonly bytes: number;
  /** When the batching window of what is buffered ends. */
  readonly windowEndMs: number;
}

interface Weighed {
  readonly record: QueueEventRecord;
  readonly bytes: number;
}

export interface QueueBuffer {
  count(): number;
  /** Whether no further message may join the next batch. */
  full(): boolean;
  windowEndMs(): number;
  add(record: QueueEventRecord): void;
  /** The next batch: as many messages as batch size and payload limit allow. */
  take(): QueueEventRecord[];
  save(): void;
}

const tallyKey = ({ account, uuid }: Pick<MappingRecord, 'account' | 'uuid'>): string =>
  key('lambda', account, 'buffer', uuid);

export function hasBuffered({ tx }: Context, mapping: MappingRecord): boolean {
  return tx.get(tallyKey(mapping)) !== undefined;
}

/**
 * Nothing is written before `save`: a batch that is complete at once never passes through the store, and what is added
 * together is stored together.
 */
export function openQueueBuffer(context: Context, mapping: MappingRecord): QueueBuffer {
  const { tx, now } = context;
  const { account, uuid, batchSize, windowSeconds } = mapping;
  const stored = tx.get<Tally>(tallyKey(mapping));
  let count = stored?.count ?? 0;
  let bytes = stored?.bytes ?? FRAME_BYTES;
  let windowEndMs = stored?.windowEndMs ?? 0;
  let fresh: Weighed[] = [];

  function drain(): Weighed[] {
    if (stored === undefined) return [];
    const groups = [...tx.scan<Weighed[]>(within('lambda', account, 'buffered', uuid))];
    for (const [entry] of groups) tx.delete(entry);
    return groups.flatMap(([, group]) => group);
  }

  function add(weighed: Weighed): void {
    if (count === 0) windowEndMs = now + windowSeconds * 1000;
    fresh.push(weighed);
    count += 1;
    bytes += weighed.bytes;
  }

  return {
    count: () => count,
    full: () => count >= batchSize || bytes >= MAX_BATCH_BYTES,
    windowEndMs: () => windowEndMs,
    add: (record) => add({ record, bytes: weight(record) }),
    take() {
      const all = [...drain(), ...fresh];
      const batch: QueueEventRecord[] = [];
      let batchBytes = FRAME_BYTES;
      for (const weighed of all) {
        batchBytes += weighed.bytes;
        if (batch.length === batchSize || (batch.length > 0 && batchBytes > MAX_BATCH_BYTES)) break;
        batch.push(weighed.record);
      }
      fresh = [];
      count = 0;
      bytes = FRAME_BYTES;
      for (const weighed of all.slice(batch.length)) add(weighed);
      return batch;
    },
    save() {
      if (fresh.length > 0) tx.put(key('lambda', account, 'buffered', uuid, context.sequence()), fresh);
      fresh = [];
      if (count > 0) tx.put(tallyKey(mapping), { count, bytes, windowEndMs } satisfies Tally);
      else if (stored !== undefined) tx.delete(tallyKey(mapping));
    },
  };
}

function weight(record: QueueEventRecord): number {
  return Buffer.byteLength(JSON.stringify(record)) + 1;
}
