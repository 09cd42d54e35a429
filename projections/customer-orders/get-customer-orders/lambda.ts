/** `GET /customers/{id}/orders` on Lambda. */

import { httpHandler } from '../../../infra/aws/lambda/http-handler.ts';
import { servedReadModel } from '../../../infra/aws/lambda/served-read-model.ts';
import { readListings } from '../../../infra/aws/read-model/read-listings.ts';
import { getCustomerOrders } from './get-customer-orders.ts';

const { fromServed, ...table } = servedReadModel('customer-orders');

export const handler = httpHandler(
  getCustomerOrders(({ customer, ...page }) =>
    fromServed((generation) => readListings(table, generation, { partition: customer, ...page })),
  ),
);
