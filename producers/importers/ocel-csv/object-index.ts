/** What a row needs to know of other rows: which order an item belongs to, what it costs, what is in a parcel. */

import { badInput } from './bad-input.ts';
import type { OcelRow } from './read-rows.ts';

export interface ObjectIndex {
  /** The items of an order, in the order the file names them. */
  itemsOf(order: string): readonly string[];
  /** The item's order; undefined for an item no order placed. */
  orderOf(item: string): string | undefined;
  /** The price on the item's own rows. */
  priceMinorOf(item: string): number | undefined;
  /** The orders with items in a parcel, each with those items; undefined for a parcel nobody packed. */
  contentsOf(parcel: string): ReadonlyMap<string, readonly string[]> | undefined;
}

/** Reads all rows once. Throws `BadInput` where they contradict each other. */
export async function indexObjects(rows: AsyncIterable<OcelRow>): Promise<ObjectIndex> {
  const itemsOf = new Map<string, readonly string[]>();
  const orderOf = new Map<string, string>();
  const priceOf = new Map<string, number>();
  const packed: OcelRow[] = [];
  const contentsOf = new Map<string, ReadonlyMap<string, readonly string[]>>();

  for await (const row of rows) {
    const { line, activity, orders, items, priceMinor } = row;
    const [order] = orders;
    const [item] = items;
    if (activity === 'place order' && order !== undefined) {
      if (itemsOf.has(order))
        throw badInput({ line }, `order ${order} is placed a second time: remove one of the rows`);
      itemsOf.set(order, items);
      for (const placed of items) claim(placed, order, line);
    } else if (activity === 'create package') {
      packed.push(row);
    } else if (item !== undefined && items.length === 1) {
      const known = priceOf.get(item) ?? priceMinor;
      if (known !== priceMinor)
        throw badInput({ line, column: 'price' }, `item ${item} had another price before: make them equal`);
      priceOf.set(item, priceMinor);
    }
  }
  for (const row of packed) pack(row);

  function claim(item: string, order: string, line: number): void {
    const owner = orderOf.get(item);
    if (owner !== undefined)
      throw badInput({ line }, `item ${item} is in order ${owner} already: name it in one order only`);
    orderOf.set(item, order);
  }

  function pack({ line, parcels: [parcel = ''], items }: OcelRow): void {
    if (contentsOf.has(parcel))
      throw badInput({ line }, `parcel ${parcel} is packed a second time: remove one of the rows`);
    contentsOf.set(
      parcel,
      Map.groupBy(items, (item) => {
        const order = orderOf.get(item);
        if (order === undefined) throw badInput({ line }, `no order has item ${item}: add the row that places it`);
        return order;
      }),
    );
  }

  return {
    itemsOf: (order) => itemsOf.get(order) ?? [],
    orderOf: (item) => orderOf.get(item),
    priceMinorOf: (item) => priceOf.get(item),
    contentsOf: (parcel) => contentsOf.get(parcel),
  };
}
