/** A shard as the API shows it, and which ones it still shows. */

import { endingSequenceNumber, startingSequenceNumber } from './sequence-number.ts';
import { shardId, type Shard } from './shard.ts';
import { trimHorizonMs } from './record.ts';
import type { Stream } from './stream.ts';

export function shardDescription(shard: Shard) {
  const { parent, adjacentParent } = shard;
  const end = endingSequenceNumber(shard);
  return {
    ShardId: shardId(shard),
    ...(parent === undefined ? {} : { ParentShardId: shardId({ index: parent }) }),
    ...(adjacentParent === undefined ? {} : { AdjacentParentShardId: shardId({ index: adjacentParent }) }),
    HashKeyRange: { StartingHashKey: shard.startingHashKey, EndingHashKey: shard.endingHashKey },
    SequenceNumberRange: {
      StartingSequenceNumber: startingSequenceNumber(shard),
      ...(end === undefined ? {} : { EndingSequenceNumber: end }),
    },
  };
}

/** Shards that are open or may still have records: a closed one expires with its last record. */
export function visibleShards(stream: Stream, now: number): Shard[] {
  const horizonMs = trimHorizonMs(stream, now);
  return stream.shards.filter(({ closedMs }) => closedMs === undefined || closedMs > horizonMs);
}
