/** The mapping, as a table: what each activity of the file becomes on each order it concerns. */

import { badInput } from './bad-input.ts';
import type { EventType } from '../../../schemas/who-may-say-what.ts';
import type { ObjectIndex } from './object-index.ts';
import type { OcelRow } from './read-rows.ts';

export interface Activity {
  /** What the row names, exactly one of it: that order is concerned, or every order with such an item. */
  readonly names: 'order' | 'item' | 'parcel';
  /** The event's type; each is at its schema's version 1. */
  readonly type: EventType;
  /** The event's data on one order concerned. */
  readonly data: (row: OcelRow, order: string, index: ObjectIndex) => object;
}

/** Every order of the log was charged 5.00 for shipping. */
const SHIPPING_MINOR = 500;

const nothing = (): object => ({});
const line = ({ items }: OcelRow): object => ({ lineId: items[0] });
const parcel = ({ parcels }: OcelRow): object => ({ parcelId: parcels[0] });

export const ACTIVITIES: ReadonlyMap<string, Activity> = new Map<string, Activity>([
  ['place order', { names: 'order', type: 'OrderCreated', data: placed }],
  ['confirm order', { names: 'order', type: 'OrderConfirmed', data: nothing }],
  ['pay order', { names: 'order', type: 'PaymentReceived', data: paid }],
  ['payment reminder', { names: 'order', type: 'PaymentReminderSent', data: nothing }],
  ['item out of stock', { names: 'item', type: 'ItemOutOfStock', data: line }],
  ['reorder item', { names: 'item', type: 'ItemReordered', data: line }],
  ['pick item', { names: 'item', type: 'ItemPicked', data: line }],
  ['create package', { names: 'parcel', type: 'ParcelPacked', data: packed }],
  ['send package', { names: 'parcel', type: 'ParcelSent', data: parcel }],
  ['failed delivery', { names: 'parcel', type: 'DeliveryFailed', data: parcel }],
  ['package delivered', { names: 'parcel', type: 'ParcelDelivered', data: parcel }],
]);

function placed(row: OcelRow, order: string, index: ObjectIndex): object {
  const lines = index.itemsOf(order).map((item) => {
    const unitMinor = index.priceMinorOf(item);
    if (unitMinor === undefined) {
      throw badInput(row, `no row gives the price of item ${item}: add one of its own, such as "pick item"`);
    }
    return { id: item, quantity: 1, unitMinor };
  });
  return { lines, shippingMinor: SHIPPING_MINOR };
}

function paid({ eid, priceMinor }: OcelRow): object {
  return { paymentId: `ocel-${eid}`, amountMinor: priceMinor, currency: 'EUR' };
}

function packed({ parcels }: OcelRow, order: string, index: ObjectIndex): object {
  return { parcelId: parcels[0], lineIds: index.contentsOf(parcels[0] ?? '')?.get(order) };
}
