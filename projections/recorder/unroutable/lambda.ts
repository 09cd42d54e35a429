/** Quarantines what the intake bus could not route, on Lambda. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { setting } from '../../../infra/aws/lambda/clients.ts';
import { unroutableHandler } from '../../../infra/aws/lambda/unroutable-handler.ts';
import { eventBridgeBus } from '../../../infra/aws/eventbridge-bus.ts';
import { s3Quarantine } from '../../../infra/aws/s3-quarantine.ts';
import { quarantineUnroutable } from './quarantine-unroutable.ts';

const bus = eventBridgeBus(new EventBridgeClient({}), setting('RECORDED_BUS'));
const quarantine = s3Quarantine({ client: new S3Client({}), bucket: setting('QUARANTINE_BUCKET'), bus });

export const handler = unroutableHandler((raw, arrivedTime) => quarantineUnroutable(quarantine, raw, arrivedTime));
