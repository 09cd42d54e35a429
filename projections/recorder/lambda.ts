/** The recorder on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../infra/aws/lambda/client-settings.ts';
import { settings } from '../../infra/aws/lambda/settings.ts';
import { realWorld } from '../../infra/aws/lambda/surroundings.ts';
import { recorderFunction } from './recorder-function.ts';

const { EVENT_STORE_TABLE, ...quarantineSettings } = settings('EVENT_STORE_TABLE', 'QUARANTINE_BUCKET', 'RECORDED_BUS');

export const handler = recorderFunction(
  {
    dynamo: new DynamoDBClient(clientSettings),
    eventStoreTable: EVENT_STORE_TABLE,
    quarantine: {
      // Two clients more, loaded when there is something to refuse: most sandboxes never need them.
      async keep(refusal) {
        const { quarantine } = await import('../../infra/aws/lambda/quarantine.ts');
        await quarantine(quarantineSettings).keep(refusal);
      },
    },
  },
  realWorld,
);
