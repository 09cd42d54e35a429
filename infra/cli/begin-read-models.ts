/** What the schedule does on AWS within a minute of a deployment: sees to it that each read model has a generation. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ControlRecord } from '../../domain/ports/control-records.ts';
import { servedAtOnce } from '../../projections/rebuild/transitions.ts';
import { dynamoEventLog } from '../aws/dynamo-event-log.ts';
import { rebuildFunctionNamed } from '../aws/invoke-rebuild.ts';
import { dynamoControlRecords } from '../aws/read-model/dynamo-control-records.ts';
import type { Stack } from './find-stack.ts';
import { projectionNamed, projectionNames, rebuildFunctionOf } from './stack-tables.ts';

/**
 * Of a log without events a first generation is complete as it is: no function has to be started for that, nor where
 * nothing is under way. A first build on existing events, or a rebuild that was interrupted, goes on at once.
 */
export async function beginReadModels(stack: Stack, now: () => number): Promise<void> {
  const names = projectionNames(stack);
  if (names.length === 0) return;
  const client = new DynamoDBClient(stack.aws);
  const control = dynamoControlRecords(client, stack.output('ControlTableName'));
  const isEmpty = await dynamoEventLog(client, stack.output('EventStoreTableName')).isEmpty();
  for (const name of names) {
    const record = await control.read(name);
    if (record === undefined && isEmpty)
      await control.write(undefined, servedAtOnce(await projectionNamed(name), now()));
    else if (record === undefined || isUnderWay(record))
      await rebuildFunctionNamed(stack.aws, rebuildFunctionOf(stack, name)).tell({ action: 'advance', forMs: 50_000 });
  }
}

function isUnderWay({ building, removing }: ControlRecord): boolean {
  return building !== undefined || removing.length > 0;
}
