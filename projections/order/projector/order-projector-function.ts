/** The projector of the read model `order` wired to AWS. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { evolve, initialOrder, type OrderState } from '../../../domain/order/order.ts';
import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { dynamoOrderRows } from '../../../infra/aws/dynamo-order-rows.ts';
import { projectorHandler } from '../../../infra/aws/lambda/projector-handler.ts';
import type { Surroundings } from '../../../infra/aws/lambda/surroundings.ts';
import { projectBatch } from '../../projector/project-batch.ts';

export function orderProjectorFunction(
  dynamo: DynamoDBClient,
  settings: { readonly TABLE: string; readonly EVENT_STORE_TABLE: string },
  surroundings: Surroundings,
) {
  const rows = dynamoOrderRows<OrderState>(dynamo, settings.TABLE);
  const store = dynamoEventStore(dynamo, settings.EVENT_STORE_TABLE);
  return projectorHandler((deliveries) =>
    projectBatch(deliveries, { rows, store, initial: initialOrder, evolve, ...surroundings }),
  );
}
