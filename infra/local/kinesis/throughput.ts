/** What a provisioned shard takes: 1,000 records and 1 MiB a second. Switched off, everything is admitted. */

import type { Context } from '../kernel/context.ts';
import { key } from '../kernel/tuple-key.ts';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

export interface Throughput {
  /** Counts a record of that many bytes, if the shard still takes it in this second. */
  admits(context: Context, stream: Stream, shard: Shard, bytes: number): boolean;
}

interface Used {
  readonly second: number;
  readonly records: number;
  readonly bytes: number;
}

const RECORDS_PER_SECOND = 1000;
const BYTES_PER_SECOND = 1_048_576;

export const unlimitedThroughput: Throughput = { admits: () => true };

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const provisionedThroughput: Throughput = {
  admits(context, stream, shard, bytes) {
    if (stream.mode === 'ON_DEMAND') return true;
    const usedKey = key('kinesis', stream.account, 'throughput', stream.name, stream.id, shard.index);
    const second = Math.floor(context.now / 1000);
    const stored = context.tx.get<Used>(usedKey);
    const used = stored?.second === second ? stored : { second, records: 0, bytes: 0 };
    if (used.records + 1 > RECORDS_PER_SECOND) return false;
    if (used.bytes > 0 && used.bytes + bytes > BYTES_PER_SECOND) return false;
    context.tx.put(usedKey, { second, records: used.records + 1, bytes: used.bytes + bytes } satisfies Used);
    return true;
  },
};
