/** The projector of the read model `order` on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { realWorld } from '../../../infra/aws/lambda/surroundings.ts';
import { orderProjectorFunction } from './order-projector-function.ts';

export const handler = orderProjectorFunction(
  new DynamoDBClient(clientSettings),
  settings('TABLE', 'EVENT_STORE_TABLE'),
  realWorld,
);
