/** The read model that a query function is there to read. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoControlRecords } from '../read-model/dynamo-control-records.ts';
import { fromServed, type FromServed } from '../read-model/from-served.ts';
import type { ReadModelTable } from '../read-model/read-row.ts';
import { clientSettings } from './client-settings.ts';
import { settings } from './settings.ts';

export interface ServedReadModel extends ReadModelTable {
  readonly fromServed: FromServed;
}

/** `name` is the projection's. */
export function servedReadModel(name: string): ServedReadModel {
  const client = new DynamoDBClient(clientSettings);
  const { TABLE, CONTROL_TABLE } = settings('TABLE', 'CONTROL_TABLE');
  return { client, table: TABLE, fromServed: fromServed(dynamoControlRecords(client, CONTROL_TABLE), name) };
}
