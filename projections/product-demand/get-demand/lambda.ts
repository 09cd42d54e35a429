/** `GET /products/demand` on Lambda. */

import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { readSums } from '../../../infra/aws/read-model/read-sums.ts';
import { getDemand } from './get-demand.ts';

const { fromServed, ...table } = servedReadModel('product-demand');

export const handler = httpHandler(
  getDemand((range) => fromServed((generation) => readSums(table, generation, { partition: 'sku', ...range }))),
);
