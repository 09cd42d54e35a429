/** `GET /orders/{id}` on Lambda. */

import type { OrderState } from '../../../domain/order/order.ts';
import { dynamo, setting } from '../../../infra/aws/lambda/clients.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { dynamoOrderRows } from '../../../infra/aws/dynamo-order-rows.ts';
import { getOrder } from './get-order.ts';

const rows = dynamoOrderRows<OrderState>(dynamo(), setting('TABLE'));

export const handler = httpHandler(getOrder((order) => rows.loadNewest(order)));
