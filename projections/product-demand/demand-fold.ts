/** What orders want of each product, and what became of it: units by stock keeping unit. */

import { collect, typesKept } from '../../domain/collect.ts';
import type { Collected, Keep } from '../../domain/collect.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Fold } from '../../domain/projection.ts';
import { addAmounts, type Amounts, type Sums } from '../../domain/sums.ts';
import { viewKey, type ViewKey } from '../../domain/view-key.ts';

type ItemFact = readonly [at: Instant, lineId: string];
type SkuLine = readonly [lineId: string, sku: string, quantity: number];

interface DemandFacts {
  OrderCreated: readonly [at: Instant, source: string, eventId: string, lines: readonly SkuLine[]];
  ItemOutOfStock: ItemFact;
  ItemReordered: ItemFact;
  ItemPicked: ItemFact;
}

/** Plain JSON: a row holds it as text. */
export type DemandState = Collected<DemandFacts>;

const demandFacts: Keep<DemandFacts> = {
  OrderCreated: (at, { source, id, data }) => [
    at,
    source,
    id,
    data.lines.flatMap(({ id: line, sku, quantity }): SkuLine[] => (sku === undefined ? [] : [[line, sku, quantity]])),
  ],
  ItemOutOfStock: (at, { data }) => [at, data.lineId],
  ItemReordered: (at, { data }) => [at, data.lineId],
  ItemPicked: (at, { data }) => [at, data.lineId],
};

export const demandFold: Fold<DemandState> = {
  version: 1,
  events: typesKept(demandFacts),
  initial: () => ({}),
  evolve: (state, event) => collect(demandFacts, state, event),
  sums: demandOf,
};

/** Lines without a stock keeping unit are nobody's demand; a line that is said to be picked twice is picked once. */
function demandOf(state: DemandState): Sums {
  const [, , , lines = []] = state.OrderCreated?.[0] ?? [];
  const outOfStock = linesOf(state.ItemOutOfStock);
  const reordered = linesOf(state.ItemReordered);
  const picked = linesOf(state.ItemPicked);
  const sums: Record<ViewKey, Amounts> = {};
  for (const [line, sku, quantity] of lines) {
    const key = viewKey('sku', sku);
    const units = (has: ReadonlySet<string>): number => (has.has(line) ? quantity : 0);
    sums[key] = addAmounts(sums[key] ?? {}, {
      ordered: quantity,
      outOfStock: units(outOfStock),
      reordered: units(reordered),
      picked: units(picked),
    });
  }
  return sums;
}

function linesOf(facts: readonly ItemFact[] = []): ReadonlySet<string> {
  return new Set(facts.map(([, line]) => line));
}
