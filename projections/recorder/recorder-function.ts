/** The recorder wired to AWS: batches of the intake stream in, the event store and the quarantine behind it. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { recorderHandler } from '../../infra/aws/lambda/recorder-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { s3Quarantine } from '../../infra/aws/s3-quarantine.ts';
import { knownLogs } from './known-logs.ts';
import { logWriter } from './log-writer.ts';
import { recorder } from './record-batch.ts';

export interface RecorderClients {
  readonly dynamo: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly s3: S3Client;
}

export interface RecorderSettings {
  readonly EVENT_STORE_TABLE: string;
  readonly QUARANTINE_BUCKET: string;
  readonly RECORDED_BUS: string;
}

export function recorderFunction(
  { dynamo, eventBridge, s3 }: RecorderClients,
  settings: RecorderSettings,
  { now }: Surroundings,
) {
  const store = dynamoEventStore(dynamo, settings.EVENT_STORE_TABLE);
  const bus = eventBridgeBus(eventBridge, settings.RECORDED_BUS);
  const quarantine = s3Quarantine({ client: s3, bucket: settings.QUARANTINE_BUCKET, bus });
  return recorderHandler(recorder({ writer: logWriter(store, knownLogs(), now), quarantine, now }));
}
