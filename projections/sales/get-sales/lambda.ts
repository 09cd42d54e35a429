/** `GET /sales` on Lambda. */

import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { readSums } from '../../../infra/aws/read-model/read-sums.ts';
import { getSales } from './get-sales.ts';

const { fromServed, ...table } = servedReadModel('sales');

export const handler = httpHandler(
  getSales((ranges) =>
    fromServed(async (generation) => {
      const months = await Promise.all(ranges.map((range) => readSums(table, generation, range)));
      return months.flat();
    }),
  ),
);
