/** The quarantine for what cannot be routed, on Lambda. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { unroutableFunction } from './unroutable-function.ts';

export const handler = unroutableFunction(
  { eventBridge: new EventBridgeClient({}), s3: new S3Client({}) },
  settings('QUARANTINE_BUCKET', 'RECORDED_BUS'),
);
