/** The way from a function of ours into the intake stream, where the bus lets nobody speak for us. */

import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Transport } from '../../../producers/publisher/transport.ts';
import { kinesisClient } from '../kinesis-client.ts';
import { kinesisTransport } from '../kinesis-transport.ts';
import { clientSettings } from './client-settings.ts';

/** Over HTTP/1.1, as the other clients, whose settings it shares. */
export function streamTransport(streamName: string): Transport {
  const requestHandler = new NodeHttpHandler(clientSettings.requestHandler);
  return kinesisTransport({ client: kinesisClient({ requestHandler }), streamName });
}
