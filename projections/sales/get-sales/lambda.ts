/** `GET /sales` on Lambda. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../infra/aws/lambda/client-settings.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { settings } from '../../../infra/aws/lambda/settings.ts';
import { readSums } from '../../../infra/aws/sales-sums.ts';
import { getSales } from './get-sales.ts';

const client = new DynamoDBClient(clientSettings);
const { TABLE } = settings('TABLE');

export const handler = httpHandler(getSales((from, to) => readSums(client, TABLE, from, to)));
