/** `GET /orders/{id}/events` on Lambda. */

import { dynamo, setting } from '../../../infra/aws/lambda/clients.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { getOrderEvents } from './get-order-events.ts';

export const handler = httpHandler(getOrderEvents(dynamoEventStore(dynamo(), setting('EVENT_STORE_TABLE'))));
