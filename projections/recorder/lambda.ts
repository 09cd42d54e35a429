/** The recorder on Lambda: batches of the intake stream. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamo, setting } from '../../infra/aws/lambda/clients.ts';
import { recorderHandler } from '../../infra/aws/lambda/recorder-handler.ts';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { s3Quarantine } from '../../infra/aws/s3-quarantine.ts';
import { knownLogs } from './known-logs.ts';
import { logWriter } from './log-writer.ts';
import { recorder } from './record-batch.ts';

const store = dynamoEventStore(dynamo(), setting('EVENT_STORE_TABLE'));
const bus = eventBridgeBus(new EventBridgeClient({}), setting('RECORDED_BUS'));
const quarantine = s3Quarantine({ client: new S3Client({}), bucket: setting('QUARANTINE_BUCKET'), bus });

export const handler = recorderHandler(
  recorder({ writer: logWriter(store, knownLogs(), Date.now), quarantine, now: Date.now }),
);
