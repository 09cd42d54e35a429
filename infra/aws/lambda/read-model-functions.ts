/** The two functions of a read model on Lambda: one bundle, two handlers. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import type { Projection } from '../../../domain/projection.ts';
import { projectorFunction } from '../../../projections/projector/projector-function.ts';
import type { RebuildRequest } from '../../../projections/rebuild/rebuild-request.ts';
import { clientSettings } from './client-settings.ts';
import { settings } from './settings.ts';
import { realWorld } from './surroundings.ts';

/** `project` takes batches of recorded events; `rebuild` takes a `RebuildRequest`. */
export function readModelFunctions(projection: Projection) {
  const dynamo = new DynamoDBClient(clientSettings);
  const shared = settings('TABLE', 'EVENT_STORE_TABLE', 'CONTROL_TABLE', 'BARRIER_SECONDS');
  return {
    project: projectorFunction(projection, dynamo, shared, realWorld),
    // With the clients that only a rebuild needs: a projector starts without them.
    rebuild: async (request: RebuildRequest, context: Context) => {
      const { rebuildOnLambda } = await import('./rebuild-on-lambda.ts');
      return rebuildOnLambda(projection, dynamo, shared)(request, context);
    },
  };
}
