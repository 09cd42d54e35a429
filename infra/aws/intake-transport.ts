/** The publisher's transport for a system whose resource names the stack's outputs tell. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Transport } from '../../producers/publisher/transport.ts';
import type { AwsAccess } from './aws-access.ts';
import { busTransport } from './bus-transport.ts';
import { kinesisClient } from './kinesis-client.ts';
import { kinesisTransport } from './kinesis-transport.ts';

export function intakeTransport(
  via: 'bus' | 'kinesis',
  access: AwsAccess,
  output: (name: string) => string,
): Transport {
  switch (via) {
    case 'bus':
      return busTransport({
        client: new EventBridgeClient({ ...access, maxAttempts: 1 }),
        busName: output('IntakeBusName'),
      });
    case 'kinesis':
      return kinesisTransport({ client: kinesisClient(access), streamName: output('IntakeStreamName') });
  }
}
