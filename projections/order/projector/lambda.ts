/** The projector of the read model `order` on Lambda. */

import { evolve, initialOrder, type OrderState } from '../../../domain/order/order.ts';
import { dynamo, setting } from '../../../infra/aws/lambda/clients.ts';
import { projectorHandler } from '../../../infra/aws/lambda/projector-handler.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoOrderRows } from '../../../infra/aws/dynamo-order-rows.ts';
import { projectBatch } from '../../projector/project-batch.ts';

const client = dynamo();
const rows = dynamoOrderRows<OrderState>(client, setting('TABLE'));
const store = dynamoEventStore(client, setting('EVENT_STORE_TABLE'));

export const handler = projectorHandler((deliveries) =>
  projectBatch(deliveries, { rows, store, initial: initialOrder, evolve }),
);
