/** A rebuild in this process: the functions and adapters that are deployed, without queues between them. */

import { setImmediate as turn } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import type { Source } from '../../../domain/ports/control-records.ts';
import type { Replays } from '../../../domain/ports/replays.ts';
import type { Projection } from '../../../domain/projection.ts';
import { recordedEvent } from '../../../domain/recorded-event.ts';
import { dynamoEventLog } from '../../../infra/aws/dynamo-event-log.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoControlRecords } from '../../../infra/aws/read-model/dynamo-control-records.ts';
import { dynamoReadModel } from '../../../infra/aws/read-model/dynamo-read-model.ts';
import { projectBatch } from '../../../projections/projector/project-batch.ts';
import { answerRequest } from '../../../projections/rebuild/answer-request.ts';
import { begin } from '../../../projections/rebuild/begin.ts';
import type { RebuildParts } from '../../../projections/rebuild/rebuild-parts.ts';
import type { RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import type { TestEngine } from '../../infra/local/test-engine.ts';
import { syntheticLog } from './synthetic-log.ts';

export interface BenchRebuildOptions {
  readonly client: DynamoDBClient;
  readonly engine: TestEngine;
  /** Where its rows go. */
  readonly table: string;
  readonly projection: Projection;
  /** What the archive holds: `syntheticLog` of so many. */
  readonly events: number;
}

export interface BenchRebuild {
  /** Serves the first generation, of a log that is still empty. */
  begin(): Promise<unknown>;
  /** Resolves when the next generation is served; its number of rows. Rejects if it is not. */
  run(from: Source): Promise<number>;
}

/** What a projector is given at once. */
const BATCH = 500;
const BARRIER_MS = 60_000;

export function benchRebuild({ client, engine, projection, table, events }: BenchRebuildOptions): BenchRebuild {
  const waitless = { now: engine.now, random: Math.random, wait: async (ms: number) => engine.advance(ms) };
  const settings = { barrierMs: BARRIER_MS, controlGoodForMs: BARRIER_MS / 2, archiveLagMs: 0, graceMs: 0 };
  const log = dynamoEventLog(client, 'events');
  const parts: RebuildParts = {
    ...waitless,
    projection,
    control: dynamoControlRecords(client, 'control'),
    readModel: dynamoReadModel(client, table),
    log,
    store: dynamoEventStore(client, 'events'),
    replays: { ...NO_REPLAYS, start: () => replay() },
    settings: { ...settings, eventsPerSecond: Infinity },
  };

  async function replay(): Promise<void> {
    const feeding = { ...parts, begin: () => begin(parts), controlGoodForMs: settings.controlGoodForMs };
    for (const batch of batches(events)) {
      const deliveries = batch.map((entry) => ({ deliveryId: '', event: recordedEvent(entry), replayed: true }));
      const { failed, cause } = await projectBatch(deliveries, feeding);
      if (failed.length > 0) throw new Error('a projector failed', { cause });
    }
  }

  const ask = (request: RebuildRequest) => answerRequest(parts, request, 'bench');
  return {
    begin: () => ask({ action: 'status' }),
    async run(from) {
      await ask({ action: 'start', from, request: 'bench' });
      for (;;) {
        const { record } = await ask({ action: 'advance', forMs: 2 * BARRIER_MS });
        if (record.building === undefined && record.last?.result !== 'served') throw new Error(JSON.stringify(record));
        if (record.building === undefined) return record.last?.rows ?? 0;
        await turn();
      }
    },
  };
}

function* batches(events: number): Generator<LogEntry[]> {
  let batch: LogEntry[] = [];
  for (const entry of syntheticLog(events)) {
    if (batch.push(entry) < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** The replay is over as soon as it is started: `start` resolves when everything was projected. */
const NO_REPLAYS: Omit<Replays, 'start'> = {
  find: async () => ({ state: 'completed', share: 1 }),
  cancel: async () => undefined,
  archive: async () => ({ events: 0, sinceMs: 0 }),
  backlog: async () => 0,
};
