/** What a rebuild consumes of DynamoDB: capacity units for each event, by read model and source. */

import type { Source } from '../../../domain/ports/control-records.ts';
import type { Projection } from '../../../domain/projection.ts';
import { meteredTables } from '../../infra/aws/metered-tables.ts';
import { loadLog } from './load-log.ts';
import { benchRebuild } from './bench-rebuild.ts';
import { syntheticLog } from './synthetic-log.ts';

export interface RequestUnits {
  /** For each event, of all tables together. */
  readonly reads: number;
  readonly writes: number;
}

export async function requestUnits(projection: Projection, from: Source, events: number): Promise<RequestUnits> {
  const { client, engine, consumed } = await meteredTables();
  const rebuild = benchRebuild({ client, engine, table: 'orders', projection, events });
  await rebuild.begin();
  await loadLog(engine, syntheticLog(events));
  const tables = ['events', 'control', 'orders'];
  tables.forEach(consumed);
  await rebuild.run(from);
  const used = tables.map(consumed);
  const perEvent = (kind: 'reads' | 'writes') => used.reduce((sum, table) => sum + table[kind], 0) / events;
  return { reads: perEvent('reads'), writes: perEvent('writes') };
}
