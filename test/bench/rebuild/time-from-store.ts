/** Times one rebuild from the store, in a process of its own, so that its memory can be told: prints a `TimedRebuild`. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamodbService } from '../../../infra/local/dynamodb/dynamodb-service.ts';
import { sqliteStore } from '../../../infra/local/kernel/sqlite-store.ts';
import { sales } from '../../../projections/sales/sales.ts';
import { createTables, testDynamo } from '../../infra/aws/test-tables.ts';
import { testEngine } from '../../infra/local/test-engine.ts';
import { loadLog } from './load-log.ts';
import { benchRebuild } from './bench-rebuild.ts';
import { syntheticLog } from './synthetic-log.ts';

export interface TimedRebuild {
  readonly events: number;
  readonly rows: number;
  readonly seconds: number;
  /** Of the processor, which others may have kept busy as well. */
  readonly cpuSeconds: number;
  /** The most memory that the process had held when the log was there, and when all was done. */
  readonly loadedMegabytes: number;
  readonly peakMegabytes: number;
}

const events = Number(process.argv[2]);
const directory = mkdtempSync(join(tmpdir(), 'orderlog-bench-'));
const engine = testEngine([dynamodbService()], { store: sqliteStore(join(directory, 'engine.sqlite')) });
const client = testDynamo(engine);
await createTables(client, { readModels: ['rows'] });
const rebuild = benchRebuild({ client, engine, table: 'rows', projection: sales, events });
await rebuild.begin();
await loadLog(engine, syntheticLog(events));
const loadedMegabytes = peakMegabytes();
const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
const rows = await rebuild.run('store');
const seconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage(startedCpu);
const timed: TimedRebuild = {
  events,
  rows,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  loadedMegabytes,
  peakMegabytes: peakMegabytes(),
};
process.stdout.write(JSON.stringify(timed));
rmSync(directory, { recursive: true });

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
