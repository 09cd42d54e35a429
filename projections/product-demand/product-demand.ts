/** The read model `product-demand`: per stock keeping unit, the units ordered, out of stock, reordered and picked. */

import type { Projection } from '../../domain/projection.ts';
import { demandFold } from './demand-fold.ts';

export const productDemand: Projection = { name: 'product-demand', folds: [demandFold] };
