/** `GET /orders/{id}/events` on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { getOrderEvents } from './get-order-events.ts';

export const handler = httpHandler(
  getOrderEvents(dynamoEventStore(new DynamoDBClient(clientSettings), settings('EVENT_STORE_TABLE').EVENT_STORE_TABLE)),
);
