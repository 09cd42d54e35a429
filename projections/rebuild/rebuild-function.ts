/** The rebuild of a read model wired to AWS. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Projection } from '../../domain/projection.ts';
import { dynamoEventLog } from '../../infra/aws/dynamo-event-log.ts';
import { dynamoEventStore } from '../../infra/aws/dynamo-event-store.ts';
import { eventBridgeReplays } from '../../infra/aws/eventbridge-replays.ts';
import { rebuildHandler } from '../../infra/aws/lambda/rebuild-handler.ts';
import type { Surroundings } from '../../infra/aws/lambda/surroundings.ts';
import { dynamoControlRecords } from '../../infra/aws/read-model/dynamo-control-records.ts';
import { dynamoReadModel } from '../../infra/aws/read-model/dynamo-read-model.ts';
import { GOOD_FOR, type ProjectorSettings } from '../projector/projector-function.ts';
import { answerRequest } from './answer-request.ts';

export interface RebuildFunctionSettings extends ProjectorSettings {
  readonly ARCHIVE_NAME: string;
  readonly ARCHIVE_ARN: string;
  readonly RECORDED_BUS_ARN: string;
  readonly REBUILD_RULE_ARN: string;
  readonly REBUILD_QUEUE_URL: string;
  readonly ARCHIVE_LAG_SECONDS: string;
  readonly GRACE_SECONDS: string;
  readonly EVENTS_PER_SECOND: string;
}

export interface RebuildClients {
  readonly dynamo: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly sqs: SQSClient;
}

export function rebuildFunction(
  projection: Projection,
  { dynamo, eventBridge, sqs }: RebuildClients,
  settings: RebuildFunctionSettings,
  surroundings: Surroundings,
) {
  const barrierMs = Number(settings.BARRIER_SECONDS) * 1000;
  const parts = {
    ...surroundings,
    projection,
    control: dynamoControlRecords(dynamo, settings.CONTROL_TABLE),
    readModel: dynamoReadModel(dynamo, settings.TABLE),
    log: dynamoEventLog(dynamo, settings.EVENT_STORE_TABLE),
    store: dynamoEventStore(dynamo, settings.EVENT_STORE_TABLE),
    replays: eventBridgeReplays({
      eventBridge,
      sqs,
      archive: { name: settings.ARCHIVE_NAME, arn: settings.ARCHIVE_ARN },
      busArn: settings.RECORDED_BUS_ARN,
      rule: { arn: settings.REBUILD_RULE_ARN, queueUrl: settings.REBUILD_QUEUE_URL },
    }),
    settings: {
      barrierMs,
      controlGoodForMs: barrierMs * GOOD_FOR,
      archiveLagMs: Number(settings.ARCHIVE_LAG_SECONDS) * 1000,
      graceMs: Number(settings.GRACE_SECONDS) * 1000,
      eventsPerSecond: Number(settings.EVENTS_PER_SECOND),
    },
  };
  return rebuildHandler(projection.name, (request, holder) => answerRequest(parts, request, holder));
}
