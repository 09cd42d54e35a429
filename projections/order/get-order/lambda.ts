/** `GET /orders/{id}` on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { OrderState } from '../../../domain/order/order.ts';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { dynamoOrderRows } from '../../../infra/aws/dynamo-order-rows.ts';
import { getOrder } from './get-order.ts';

const rows = dynamoOrderRows<OrderState>(new DynamoDBClient(clientSettings), settings('TABLE').TABLE);

export const handler = httpHandler(getOrder((order) => rows.loadNewest(order)));
