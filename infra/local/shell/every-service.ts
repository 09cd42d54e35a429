/** All services of the engine. */

import { cloudformationService } from '../cloudformation/cloudformation-service.ts';
import { dynamodbService } from '../dynamodb/dynamodb-service.ts';
import { dynamodbStreamsService } from '../dynamodb/dynamodb-streams-service.ts';
import { eventBridgeService, type EventBridgeOptions } from '../eventbridge/eventbridge-service.ts';
import { executeApiService } from '../http-api/execute-api-service.ts';
import { httpApiService } from '../http-api/http-api-service.ts';
import { iamService } from '../iam/iam-service.ts';
import { stsService } from '../iam/sts-service.ts';
import type { Service } from '../kernel/service.ts';
import { kinesisService } from '../kinesis/kinesis-service.ts';
import { lambdaService } from '../lambda/lambda-service.ts';
import { s3Service } from '../s3/s3-service.ts';
import { mailboxService } from '../ses/mailbox/mailbox-service.ts';
import { sesService } from '../ses/ses-service.ts';
import { snsService } from '../sns/sns-service.ts';
import { DEFAULT_ORIGIN } from '../sqs/queue-address.ts';
import { sqsService } from '../sqs/sqs-service.ts';
import { atOrigin } from './at-origin.ts';

/** Where the engine listens, known once it does. */
export interface ServiceHost {
  /** The URL of the AWS wire protocols. */
  readonly awsUrl: () => string;
  /** The URL of the stack's HTTP API on this machine. */
  readonly httpUrl: () => string;
}

/** How the services differ from their defaults. */
export type ServiceOptions = EventBridgeOptions;

export function everyService({ awsUrl, httpUrl }: ServiceHost, options: ServiceOptions = {}): Service[] {
  return [
    cloudformationService(),
    dynamodbService(),
    dynamodbStreamsService(),
    eventBridgeService(options),
    executeApiService(),
    httpApiService({ endpoint: httpUrl }),
    iamService(),
    kinesisService(),
    lambdaService(),
    mailboxService(),
    s3Service(),
    sesService(),
    snsService(),
    atOrigin(sqsService(), DEFAULT_ORIGIN, awsUrl),
    stsService(),
  ];
}
