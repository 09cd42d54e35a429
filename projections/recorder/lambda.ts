/** The recorder on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { realWorld } from '../../infra/aws/lambda/surroundings.ts';
import { recorderFunction } from './recorder-function.ts';

export const handler = recorderFunction(
  { dynamo: new DynamoDBClient({}), eventBridge: new EventBridgeClient({}), s3: new S3Client({}) },
  settings('EVENT_STORE_TABLE', 'QUARANTINE_BUCKET', 'RECORDED_BUS'),
  realWorld,
);
