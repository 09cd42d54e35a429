/** The read model `customer-orders`: the orders of each customer. */

import type { Projection } from '../../domain/projection.ts';
import { fold1 } from './fold-1.ts';
import { fold2 } from './fold-2.ts';

export const customerOrders: Projection = { name: 'customer-orders', folds: [fold1, fold2] };
