/** The quarantine for what cannot be routed, wired to AWS. */

import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import { eventBridgeBus } from '../../../infra/aws/eventbridge-bus.ts';
import { unroutableHandler } from '../../../infra/aws/lambda/unroutable-handler.ts';
import { s3Quarantine } from '../../../infra/aws/s3-quarantine.ts';
import { quarantineUnroutable } from './quarantine-unroutable.ts';

export interface UnroutableSettings {
  readonly QUARANTINE_BUCKET: string;
  readonly RECORDED_BUS: string;
}

export function unroutableFunction(
  { eventBridge, s3 }: { readonly eventBridge: EventBridgeClient; readonly s3: S3Client },
  settings: UnroutableSettings,
) {
  const bus = eventBridgeBus(eventBridge, settings.RECORDED_BUS);
  const quarantine = s3Quarantine({ client: s3, bucket: settings.QUARANTINE_BUCKET, bus });
  return unroutableHandler((raw, arrivedTime) => quarantineUnroutable(quarantine, raw, arrivedTime));
}
