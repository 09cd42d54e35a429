import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import { initialOrder } from '../../../domain/order/order.ts';
import { twoWays } from '../arbitraries.ts';
import { hostileIds } from '../data-arbitraries.ts';
import {
  at,
  confirmed,
  created,
  delivered,
  fold,
  given,
  hourText,
  moved,
  packed,
  paid,
  paymentFailed,
  picked,
  pictured,
  sent,
} from '../story.ts';

describe('describeOrder', () => {
  test('tells everything about an order', () => {
    const { description } = given(created(), confirmed(), paid(), picked(), packed(), sent(), delivered(), pictured());
    expect(description).toEqual({
      id: 'order-1',
      version: 8,
      status: 'delivered',
      paymentStatus: 'paid',
      currency: 'EUR',
      totalMinor: 5500,
      shippingMinor: 500,
      paidMinor: 5500,
      refundedMinor: 0,
      customer: { id: 'ada' },
      lines: [
        { id: 'lamp', sku: 'LAMP-BLUE', quantity: 1, unitMinor: 3000, status: 'delivered' },
        { id: 'bulb', quantity: 2, unitMinor: 1000, status: 'delivered' },
      ],
      payments: [{ id: 'pay-1', status: 'received', amountMinor: 5500, currency: 'EUR', at: hourText(3) }],
      parcels: [{ id: 'parcel-1', lines: ['lamp', 'bulb'], status: 'delivered' }],
      images: [expect.objectContaining({ id: 'image-1', state: 'uploaded', kind: 'damage' }) as never],
      anomalies: [],
      createdAt: hourText(1),
      updatedAt: hourText(8),
    });
  });

  test('lists a payment that only failed, with its last attempt', () => {
    const [first, last] = [paymentFailed({ reason: 'card_declined' }), paymentFailed({ reason: 'no_funds' })];
    given(created(), first, last).then({
      payments: [
        { id: 'pay-1', status: 'failed', amountMinor: 5500, currency: 'EUR', at: hourText(3), reason: 'no_funds' },
      ],
    });
    given(created(), first, paid(), last).then({
      payments: [{ id: 'pay-1', status: 'received', amountMinor: 5500, currency: 'EUR', at: hourText(3) }],
    });
  });

  test('sends parcels to the address that was said last', () => {
    const address = { name: 'Ada', lines: ['2 Sample Street'], city: 'Bonn', country: 'DE' };
    given(created(), at(9, moved({ address })), at(5, moved())).then({ shippingAddress: address });
    expect(given(created()).description).not.toHaveProperty('shippingAddress');
  });

  test('takes its times from the events, not from when they arrived', () => {
    given(at(7, paid()), at(4, created())).then({ createdAt: hourText(4), updatedAt: hourText(7) });
    given(at(7, paid()), at(5, picked())).then({ createdAt: hourText(5), updatedAt: hourText(7) });
  });

  test('has no times while nothing is known', () => {
    expect(describeOrder(initialOrder('order-1'))).toMatchObject({ version: 0, createdAt: null, updatedAt: null });
  });

  test('takes ids that mean something to JavaScript for ordinary ids', () => {
    for (const id of hostileIds) {
      const lines = [{ id, quantity: 1, unitMinor: 5000 }];
      const parcel = { parcelId: id };
      const { description } = given(
        created({ lines }),
        paid({ paymentId: id }),
        picked({ lineId: id }),
        packed({ ...parcel, lineIds: [id] }),
        sent(parcel),
        delivered(parcel),
        pictured({ imageId: id }),
      );
      expect(description).toMatchObject({
        status: 'delivered',
        lines: [{ id, status: 'delivered' }],
        payments: [{ id }],
        parcels: [{ id, lines: [id], status: 'delivered' }],
        images: [{ id }],
        anomalies: [],
      });
    }
  });

  test('is plain JSON, whatever happened', () => {
    fc.assert(
      fc.property(twoWays, ([, deliveries]) => {
        const description = describeOrder(fold(deliveries));
        expect(JSON.parse(JSON.stringify(description))).toStrictEqual(description);
      }),
    );
  });

  test('never sums to a fraction or beyond what a number holds exactly', () => {
    fc.assert(
      fc.property(twoWays, ([, deliveries]) => {
        const { totalMinor, shippingMinor, paidMinor, refundedMinor } = describeOrder(fold(deliveries));
        expect([totalMinor, shippingMinor, paidMinor, refundedMinor].every(Number.isSafeInteger)).toBe(true);
        expect(totalMinor).toBeGreaterThanOrEqual(shippingMinor);
      }),
    );
  });
});
