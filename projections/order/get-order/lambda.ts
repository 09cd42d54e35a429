/** `GET /orders/{id}` on Lambda. */

import type { OrderState } from '../../../domain/order/order.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { readRow } from '../../../infra/aws/read-model/read-row.ts';
import { getOrder } from './get-order.ts';

const { fromServed, ...table } = servedReadModel('order');

export const handler = httpHandler(
  getOrder((order) => fromServed((generation) => readRow<OrderState>(table, generation, order))),
);
