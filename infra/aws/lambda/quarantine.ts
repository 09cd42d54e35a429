/** The quarantine of a sandbox, with its clients. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import type { Quarantine } from '../../../domain/ports/quarantine.ts';
import { eventBridgeBus } from '../eventbridge-bus.ts';
import { s3Quarantine } from '../s3-quarantine.ts';
import { clientSettings } from './client-settings.ts';

export interface QuarantineSettings {
  readonly QUARANTINE_BUCKET: string;
  readonly RECORDED_BUS: string;
}

let made: Quarantine | undefined;

/** Made once, so that invocations share its connections. */
export function quarantine({ QUARANTINE_BUCKET, RECORDED_BUS }: QuarantineSettings): Quarantine {
  made ??= s3Quarantine({
    client: new S3Client(clientSettings),
    bucket: QUARANTINE_BUCKET,
    bus: eventBridgeBus(new EventBridgeClient(clientSettings), RECORDED_BUS),
  });
  return made;
}
