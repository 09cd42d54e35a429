/** The recorder wired to AWS: batches of the intake stream in, the event store and the quarantine behind it. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Quarantine } from '../../domain/ports/quarantine.ts';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { recorderHandler } from '../../infra/aws/lambda/recorder-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { knownLogs } from './known-logs.ts';
import { logWriter } from './log-writer.ts';
import { recorder } from './record-batch.ts';

export interface RecorderParts {
  readonly dynamo: DynamoDBClient;
  readonly eventStoreTable: string;
  readonly quarantine: Quarantine;
}

export function recorderFunction({ dynamo, eventStoreTable, quarantine }: RecorderParts, { now }: Surroundings) {
  const store = dynamoEventStore(dynamo, eventStoreTable);
  return recorderHandler(recorder({ writer: logWriter(store, knownLogs(), now), quarantine, now }));
}
