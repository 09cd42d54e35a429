/** The relay wired to AWS: batches of the event store's stream in, the bus of recorded events behind it. */

import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { relayHandler } from '../../infra/aws/lambda/relay-handler.ts';
import { relayBatch } from './relay-batch.ts';

export function relayFunction(eventBridge: EventBridgeClient, settings: { readonly RECORDED_BUS: string }) {
  const bus = eventBridgeBus(eventBridge, settings.RECORDED_BUS);
  return relayHandler((entries) => relayBatch(bus, entries));
}
