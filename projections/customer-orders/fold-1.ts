/** The first fold of `customer-orders`: stays until no generation is served that was built with it. */

import { listedByCustomer } from './listed-by-customer.ts';

export const fold1 = listedByCustomer(1, ({ id, status, createdAt }) => ({ id, status, createdAt }));
