import { describe, expect, test } from 'vitest';
import {
  at,
  cancelled,
  confirmed,
  created,
  delivered,
  deliveryFailed,
  given,
  outOfStock,
  packed,
  paid,
  paymentFailed,
  picked,
  refunded,
  reordered,
  sent,
} from '../story.ts';
import type { Told } from '../story.ts';

const lampParcel = packed({ lineIds: ['lamp'] });

describe('status', () => {
  test('follows the order on its way', () => {
    given(created()).then({ status: 'placed' });
    given(created(), confirmed()).then({ status: 'confirmed' });
    given(created(), confirmed(), lampParcel).then({ status: 'confirmed' });
    given(created(), confirmed(), lampParcel, sent()).then({ status: 'partially-shipped' });
    given(created(), packed(), sent()).then({ status: 'shipped' });
    given(created(), packed(), sent(), deliveryFailed()).then({ status: 'shipped' });
    given(created(), lampParcel, sent(), delivered()).then({ status: 'partially-delivered' });
    given(created(), packed(), sent(), delivered()).then({ status: 'delivered' });
  });

  test('is cancelled whatever else is said', () => {
    given(created(), cancelled()).then({ status: 'cancelled' });
    given(created(), cancelled(), packed(), sent(), delivered()).then({ status: 'cancelled' });
  });

  test('of an order nobody created yet is placed or confirmed, for its lines are unknown', () => {
    given(packed(), sent(), delivered()).then({ status: 'placed', lines: [], totalMinor: 0, currency: null });
    given(confirmed(), packed()).then({ status: 'confirmed' });
  });
});

describe('the status of a line', () => {
  test('is the last thing said of it in the warehouse', () => {
    given(created()).thenLines('ordered', 'ordered');
    given(created(), outOfStock()).thenLines('out-of-stock', 'ordered');
    given(created(), outOfStock(), reordered()).thenLines('reordered', 'ordered');
    given(created(), picked(), at(9, outOfStock())).thenLines('out-of-stock', 'ordered');
    given(created(), at(5, picked()), at(3, outOfStock())).thenLines('picked', 'ordered');
  });

  test('is the later step of two at one instant', () => {
    given(created(), at(5, picked()), at(5, outOfStock())).thenLines('picked', 'ordered');
    given(created(), at(5, reordered()), at(5, outOfStock())).thenLines('reordered', 'ordered');
  });

  test('is that of its parcel once it is in one, whenever it was said to be picked', () => {
    given(created(), lampParcel).thenLines('packed', 'ordered');
    given(created(), lampParcel, at(9, picked())).thenLines('packed', 'ordered');
    given(created(), packed(), sent()).thenLines('shipped', 'shipped');
    given(created(), packed(), sent(), delivered()).thenLines('delivered', 'delivered');
  });

  test('is that of the parcel that came furthest', () => {
    const again = packed({ parcelId: 'parcel-2', lineIds: ['lamp'] });
    given(created(), packed(), sent(), delivered(), again).thenLines('delivered', 'delivered');
    given(created(), packed(), sent(), again).thenLines('shipped', 'shipped');
  });
});

describe('the status of a parcel', () => {
  const statusOf = (...story: Told[]) => given(...story).description.parcels.map(({ status }) => status);

  test('follows the parcel on its way', () => {
    expect(statusOf(packed())).toEqual(['packed']);
    expect(statusOf(packed(), sent())).toEqual(['sent']);
    expect(statusOf(packed(), sent(), deliveryFailed())).toEqual(['delivery-failed']);
    expect(statusOf(packed(), sent(), deliveryFailed(), sent())).toEqual(['sent']);
    expect(statusOf(packed(), sent(), deliveryFailed(), delivered())).toEqual(['delivered']);
  });

  test('needs no packing to be known', () => {
    given(created(), sent({ parcelId: 'parcel-9' })).then({ parcels: [{ id: 'parcel-9', lines: [], status: 'sent' }] });
  });
});

describe('payment status', () => {
  test('follows the money', () => {
    given(created()).then({ paymentStatus: 'unpaid' });
    given(created(), paymentFailed()).then({ paymentStatus: 'failed' });
    given(created(), paymentFailed(), paid()).then({ paymentStatus: 'paid' });
    given(created(), paid({ amountMinor: 100 })).then({ paymentStatus: 'partially-paid', paidMinor: 100 });
    given(created(), paid(), refunded({ amountMinor: 1 })).then({ paymentStatus: 'partially-refunded' });
    given(created(), paid(), refunded()).then({ paymentStatus: 'refunded', paidMinor: 5500, refundedMinor: 5500 });
  });

  test('of an order nobody created yet is at most partially paid, for its total is unknown', () => {
    given(paid()).then({ paymentStatus: 'partially-paid', currency: 'EUR', paidMinor: 5500, totalMinor: 0 });
  });

  test('of an order that costs nothing is paid', () => {
    const free = created({ lines: [{ id: 'gift', quantity: 1, unitMinor: 0 }], shippingMinor: 0 });
    given(free).then({ paymentStatus: 'paid', totalMinor: 0 });
  });
});
