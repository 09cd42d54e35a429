/** `GET /sales` on Lambda. */

import { dynamo, setting } from '../../../infra/aws/lambda/clients.ts';
import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { readSums } from '../../../infra/aws/sales-sums.ts';
import { getSales } from './get-sales.ts';

const client = dynamo();
const table = setting('TABLE');

export const handler = httpHandler(getSales((from, to) => readSums(client, table, from, to)));
