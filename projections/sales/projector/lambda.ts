/** The projector of the read model `sales` on Lambda. */

import { evolveSales, initialSales } from '../../../domain/sales/sales-state.ts';
import { dynamo, setting } from '../../../infra/aws/lambda/clients.ts';
import { projectorHandler } from '../../../infra/aws/lambda/projector-handler.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoSalesRows } from '../../../infra/aws/dynamo-sales-rows.ts';
import { projectBatch } from '../../projector/project-batch.ts';

const client = dynamo();
const rows = dynamoSalesRows(client, setting('TABLE'));
const store = dynamoEventStore(client, setting('EVENT_STORE_TABLE'));

export const handler = projectorHandler((deliveries) =>
  projectBatch(deliveries, { rows, store, initial: () => initialSales, evolve: evolveSales }),
);
