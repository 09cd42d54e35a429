/** Reads a whole table, page by page. */

import {
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { reaching } from './unavailable.ts';

/** Its items, strongly read; those of one partition come together, by sort key. Throws `Unavailable`. */
export async function* scanTable(
  client: DynamoDBClient,
  scan: ScanCommandInput,
): AsyncGenerator<Record<string, AttributeValue>> {
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page: ScanCommandOutput = await reaching(`Table ${scan.TableName}`, () =>
      client.send(new ScanCommand({ ConsistentRead: true, ...scan, ExclusiveStartKey: from })),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
