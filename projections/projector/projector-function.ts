/** A projector wired to AWS: batches of recorded events in, the tables of its read model behind it. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Generation } from '../../domain/ports/read-model.ts';
import type { Fold, Projection } from '../../domain/projection.ts';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { projectorHandler } from '../../infra/aws/lambda/projector-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { dynamoControlRecords } from '../../infra/aws/read-model/dynamo-control-records.ts';
import { generationRows } from '../../infra/aws/read-model/generation-rows.ts';
import { begin } from '../rebuild/begin.ts';
import { projectBatch } from './project-batch.ts';

export interface ProjectorSettings {
  readonly TABLE: string;
  readonly EVENT_STORE_TABLE: string;
  readonly CONTROL_TABLE: string;
  /** How long to wait until nobody goes by an old control record any more. */
  readonly BARRIER_SECONDS: string;
}

/** How much of the barrier a control record may be gone by: the rest is for writes that are under way then. */
export const GOOD_FOR = 0.5;

export function projectorFunction(
  projection: Projection,
  dynamo: DynamoDBClient,
  settings: ProjectorSettings,
  surroundings: Surroundings,
) {
  const barrierMs = Number(settings.BARRIER_SECONDS) * 1000;
  const control = dynamoControlRecords(dynamo, settings.CONTROL_TABLE);
  // Who projects has an event at hand.
  const log = { isEmpty: async () => false };
  const table = { client: dynamo, table: settings.TABLE };
  const parts = {
    ...surroundings,
    projection,
    control,
    readModel: { rows: <State>(generation: Generation, fold: Fold<State>) => generationRows(table, generation, fold) },
    store: dynamoEventStore(dynamo, settings.EVENT_STORE_TABLE),
    begin: () => begin({ projection, control, log, now: surroundings.now, settings: { barrierMs } }),
    controlGoodForMs: barrierMs * GOOD_FOR,
  };
  return projectorHandler((deliveries) => projectBatch(deliveries, parts));
}
