/** The read model `order`: one order as it stands. */

import { evolve, initialOrder, type OrderState } from '../../domain/order/order.ts';
import type { Fold, Projection } from '../../domain/projection.ts';

const fold: Fold<OrderState> = { version: 1, initial: initialOrder, evolve };

export const order: Projection = { name: 'order', folds: [fold] };
