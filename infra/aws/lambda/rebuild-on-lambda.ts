/** The rebuild of a sandbox, with its clients. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Projection } from '../../../domain/projection.ts';
import { rebuildFunction } from '../../../projections/rebuild/rebuild-function.ts';
import { clientSettings } from './client-settings.ts';
import { settings } from './settings.ts';
import { realWorld } from './surroundings.ts';

export function rebuildOnLambda(projection: Projection) {
  return rebuildFunction(
    projection,
    {
      dynamo: new DynamoDBClient(clientSettings),
      eventBridge: new EventBridgeClient(clientSettings),
      sqs: new SQSClient(clientSettings),
    },
    settings(
      'TABLE',
      'EVENT_STORE_TABLE',
      'CONTROL_TABLE',
      'BARRIER_SECONDS',
      'ARCHIVE_NAME',
      'ARCHIVE_ARN',
      'RECORDED_BUS_ARN',
      'REBUILD_RULE_ARN',
      'REBUILD_QUEUE_URL',
      'ARCHIVE_LAG_SECONDS',
      'GRACE_SECONDS',
      'EVENTS_PER_SECOND',
    ),
    realWorld,
  );
}
