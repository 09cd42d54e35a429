/** The second fold of `customer-orders`: also tells what the order costs, and whether it is paid. */

import { listedByCustomer } from './listed-by-customer.ts';

export const fold2 = listedByCustomer(2, ({ id, status, paymentStatus, currency, totalMinor, createdAt }) => ({
  id,
  status,
  paymentStatus,
  currency,
  totalMinor,
  createdAt,
}));
