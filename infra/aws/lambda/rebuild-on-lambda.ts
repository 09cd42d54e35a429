/** The rebuild of a sandbox, with its clients. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Projection } from '../../../domain/projection.ts';
import type { ProjectorSettings } from '../../../projections/projector/projector-function.ts';
import { rebuildFunction } from '../../../projections/rebuild/rebuild-function.ts';
import { clientSettings } from './client-settings.ts';
import { settings } from './settings.ts';
import { realWorld } from './surroundings.ts';

let made: ReturnType<typeof rebuildFunction> | undefined;

/** Made once, so that invocations share its connections. */
export function rebuildOnLambda(projection: Projection, dynamo: DynamoDBClient, shared: ProjectorSettings) {
  made ??= rebuildFunction(
    projection,
    { dynamo, eventBridge: new EventBridgeClient(clientSettings), sqs: new SQSClient(clientSettings) },
    {
      ...shared,
      ...settings(
        'ARCHIVE_NAME',
        'ARCHIVE_ARN',
        'RECORDED_BUS_ARN',
        'REBUILD_RULE_ARN',
        'REBUILD_QUEUE_URL',
        'ARCHIVE_LAG_SECONDS',
        'GRACE_SECONDS',
        'EVENTS_PER_SECOND',
      ),
    },
    realWorld,
  );
  return made;
}
