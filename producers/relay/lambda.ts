/** The relay on Lambda: batches of the event store's stream. */

import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { setting } from '../../infra/aws/lambda/clients.ts';
import { relayHandler } from '../../infra/aws/lambda/relay-handler.ts';
import { eventBridgeBus } from '../../infra/aws/eventbridge-bus.ts';
import { relayBatch } from './relay-batch.ts';

const bus = eventBridgeBus(new EventBridgeClient({}), setting('RECORDED_BUS'));

export const handler = relayHandler((entries) => relayBatch(bus, entries));
