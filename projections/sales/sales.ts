/** The read model `sales`: sums by UTC day and currency. */

import type { Fold, Projection } from '../../domain/projection.ts';
import { contribution, type Contribution } from '../../domain/sales/contribution.ts';
import { evolveSales, initialSales, salesEvents, type SalesState } from '../../domain/sales/sales-state.ts';
import type { Sums } from '../../domain/sums.ts';
import { viewKey } from '../../domain/view-key.ts';

const fold: Fold<SalesState> = {
  version: 1,
  events: salesEvents,
  initial: () => initialSales,
  evolve: evolveSales,
  sums: (state) => byMonth(contribution(state)),
};

/** A month is read at once; days and currencies sort in it. */
function byMonth(days: Contribution): Sums {
  return Object.fromEntries(
    Object.entries(days).map(([day, amounts]) => [viewKey(day.slice(0, 7), day), { ...amounts }]),
  );
}

export const sales: Projection = { name: 'sales', folds: [fold] };
