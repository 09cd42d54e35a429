/** The projector of a sandbox, with its client. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Projection } from '../../../domain/projection.ts';
import { projectorFunction } from '../../../projections/projector/projector-function.ts';
import { clientSettings } from './client-settings.ts';
import { settings } from './settings.ts';
import { realWorld } from './surroundings.ts';

export function projectorOnLambda(projection: Projection) {
  return projectorFunction(
    projection,
    new DynamoDBClient(clientSettings),
    settings('TABLE', 'EVENT_STORE_TABLE', 'CONTROL_TABLE', 'BARRIER_SECONDS'),
    realWorld,
  );
}
