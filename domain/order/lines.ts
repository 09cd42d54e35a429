/** Derives how far each line of an order has come. */

import type { Collected } from '../collect.ts';
import type { Instant } from '../instant.ts';
import type { CreationFact, OrderFacts } from './order-facts.ts';
import { parcelStatus } from './parcels.ts';
import type { Parcel } from './parcels.ts';

export type LineStatus = 'ordered' | 'out-of-stock' | 'reordered' | 'picked' | 'packed' | 'shipped' | 'delivered';

export interface OrderLine {
  readonly id: string;
  readonly sku?: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly status: LineStatus;
}

/**
 * The lines as they were ordered. One that is in a parcel is as far as the parcel that came furthest; else what was
 * said last of it in the warehouse holds, and of two things said at one instant the later step.
 */
export function linesOf(
  creation: CreationFact | undefined,
  facts: Collected<OrderFacts>,
  parcels: Iterable<Parcel>,
): OrderLine[] {
  const inWarehouse = warehouseStatuses(facts);
  const inParcels = parcelStatuses(parcels);
  const ordered = creation?.[6] ?? [];
  return ordered.map(([id, quantity, unitMinor, sku]) => ({
    id,
    ...(sku === undefined ? {} : { sku }),
    quantity,
    unitMinor,
    status: inParcels.get(id) ?? inWarehouse.get(id)?.status ?? 'ordered',
  }));
}

function warehouseStatuses(facts: Collected<OrderFacts>): Map<string, { at: Instant; status: LineStatus }> {
  const latest = new Map<string, { at: Instant; status: LineStatus }>();
  const steps = [
    ['out-of-stock', facts.ItemOutOfStock],
    ['reordered', facts.ItemReordered],
    ['picked', facts.ItemPicked],
  ] as const;
  for (const [status, said] of steps)
    for (const [at, lineId] of said ?? []) if (at >= (latest.get(lineId)?.at ?? at)) latest.set(lineId, { at, status });
  return latest;
}

const progress = { packed: 0, shipped: 1, delivered: 2 };

function parcelStatuses(parcels: Iterable<Parcel>): Map<string, keyof typeof progress> {
  const furthest = new Map<string, keyof typeof progress>();
  for (const parcel of parcels) {
    const status = shippingStep(parcel);
    for (const lineId of parcel.lineIds) {
      const other = furthest.get(lineId);
      if (other === undefined || progress[status] > progress[other]) furthest.set(lineId, status);
    }
  }
  return furthest;
}

function shippingStep(parcel: Parcel): keyof typeof progress {
  switch (parcelStatus(parcel)) {
    case 'packed':
      return 'packed';
    case 'sent':
    case 'delivery-failed':
      return 'shipped';
    case 'delivered':
      return 'delivered';
  }
}
