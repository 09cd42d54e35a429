/** The projector of the read model `sales` wired to AWS. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { evolveSales, initialSales } from '../../../domain/sales/sales-state.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoSalesRows } from '../../../infra/aws/dynamo-sales-rows.ts';
import { projectorHandler } from '../../../infra/aws/lambda/projector-handler.ts';
import type { Surroundings } from '../../../infra/aws/lambda/surroundings.ts';
import { projectBatch } from '../../projector/project-batch.ts';

export function salesProjectorFunction(
  dynamo: DynamoDBClient,
  settings: { readonly TABLE: string; readonly EVENT_STORE_TABLE: string },
  surroundings: Surroundings,
) {
  const rows = dynamoSalesRows(dynamo, settings.TABLE);
  const store = dynamoEventStore(dynamo, settings.EVENT_STORE_TABLE);
  return projectorHandler((deliveries) =>
    projectBatch(deliveries, { rows, store, initial: () => initialSales, evolve: evolveSales, ...surroundings }),
  );
}
