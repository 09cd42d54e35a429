/** Gives every shard of a stream its lanes, children of a reshard only once their parents are handled to the end. */

import type { Context } from '../../kernel/context.ts';
import { lanesOf, newLane, removeLane, saveLane, type Lane } from './lane.ts';
import type { MappingRecord } from './mapping-record.ts';
import { earlier, type Position, type Shard, type StreamSource } from './stream-source.ts';

/** The mapping's lanes, after shards that appeared or vanished. */
export function discoverLanes(context: Context, mapping: MappingRecord, source: StreamSource): Lane[] {
  const lanes = lanesOf(context, mapping);
  const shards = source.shards();
  const known = new Set(lanes.map(({ shardId }) => shardId));
  const unfinished = new Set(lanes.filter(({ ended }) => !ended).map(({ shardId }) => shardId));
  const first = lanes.length === 0;
  for (const shard of shards) {
    if (known.has(shard.id)) continue;
    const start = first ? firstPosition(mapping, source, shard) : ({ type: 'TRIM_HORIZON' } as const);
    if (start === undefined) continue;
    unfinished.add(shard.id);
    if (shard.parentIds.some((id) => unfinished.has(id))) continue;
    addLanes(context, mapping, shard.id, start);
  }
  const present = new Set(shards.map(({ id }) => id));
  for (const lane of lanes) if (!present.has(lane.shardId)) removeLane(context, mapping, lane);
  return lanesOf(context, mapping);
}

/** Where a mapping that is new begins to read; nowhere in a shard that will get no more records, if only those count. */
function firstPosition(mapping: MappingRecord, source: StreamSource, shard: Shard): Position | undefined {
  switch (mapping.startingPosition) {
    case 'AT_TIMESTAMP':
      return { type: 'AT_TIMESTAMP', timestamp: mapping.startingTimestamp ?? 0 };
    case 'LATEST':
      return shard.closed ? undefined : source.tip(shard.id);
    case 'TRIM_HORIZON':
    case undefined:
  }
  return { type: 'TRIM_HORIZON' };
}

/** After a change of ParallelizationFactor: as many lanes as it says, from the earliest position of those before. */
export function redistributeLanes(context: Context, mapping: MappingRecord): void {
  const positions = new Map<string, Position>();
  for (const lane of lanesOf(context, mapping)) {
    const other = positions.get(lane.shardId);
    positions.set(lane.shardId, other === undefined ? lane.position : earlier(lane.position, other));
    removeLane(context, mapping, lane);
  }
  for (const [shardId, position] of positions) addLanes(context, mapping, shardId, position);
}

function addLanes(context: Context, mapping: MappingRecord, shardId: string, position: Position): void {
  for (let index = 0; index < mapping.parallelizationFactor; index += 1)
    saveLane(context, mapping, newLane(shardId, index, position));
}
