/** The projector of the read model `sales` on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { realWorld } from '../../../infra/aws/lambda/surroundings.ts';
import { salesProjectorFunction } from './sales-projector-function.ts';

export const handler = salesProjectorFunction(
  new DynamoDBClient(clientSettings),
  settings('TABLE', 'EVENT_STORE_TABLE'),
  realWorld,
);
