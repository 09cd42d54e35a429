/** Sums of sales by day and currency, and how one order's share of them changes. */

import { addSales, noSales, type Contribution, type Sales, type SalesKey } from '../../domain/sales/contribution.ts';

/** What has to be added to the sums so that `before` is replaced by `after`; only what changes. */
export function difference(before: Contribution, after: Contribution): Contribution {
  const undone = Object.fromEntries(keysOf(before).map((key) => [key, negative(before[key] ?? noSales)]));
  return nonZero(sum(after, undone));
}

/** The sums with the changes added. */
export function sum(sums: Contribution, changes: Contribution): Contribution {
  const after: Record<SalesKey, Sales> = { ...sums };
  for (const key of keysOf(changes)) after[key] = addSales(after[key] ?? noSales, changes[key] ?? noSales);
  return after;
}

/** Without the days on which nothing is left. */
export function nonZero(sums: Contribution): Contribution {
  const kept = keysOf(sums).filter((key) => Object.values(sums[key] ?? noSales).some((amount) => amount !== 0));
  return Object.fromEntries(kept.map((key) => [key, sums[key] ?? noSales]));
}

export function keysOf(sums: Contribution): SalesKey[] {
  return Object.keys(sums) as SalesKey[];
}

function negative({ orders, units, revenueMinor, paidMinor, refundedMinor, cancelled }: Sales): Sales {
  return {
    orders: -orders,
    units: -units,
    revenueMinor: -revenueMinor,
    paidMinor: -paidMinor,
    refundedMinor: -refundedMinor,
    cancelled: -cancelled,
  };
}
