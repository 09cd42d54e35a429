import { describe, test } from 'vitest';
import {
  at,
  cancelled,
  confirmed,
  created,
  delivered,
  deliveryFailed,
  given,
  hourText,
  outOfStock,
  packed,
  paid,
  paymentFailed,
  picked,
  refunded,
  reminded,
  reordered,
  sent,
} from '../story.ts';

describe('no anomaly', () => {
  test('in an order that goes its way, detours included', () => {
    given(
      created(),
      outOfStock(),
      confirmed(),
      paymentFailed(),
      reminded(),
      reordered(),
      picked(),
      packed(),
      sent(),
      deliveryFailed(),
      deliveryFailed(),
      delivered(),
      paid(),
      refunded({ amountMinor: 100 }),
    ).thenAnomalies();
  });

  test('in facts that merely arrived in another order', () => {
    given(at(9, delivered()), at(8, sent()), at(5, paid()), at(7, packed()), at(1, created())).thenAnomalies();
  });

  test('in an order that is not paid yet, or cancelled after it was', () => {
    given(created(), packed(), sent(), delivered()).thenAnomalies();
    given(created(), paid({ amountMinor: 100 }), cancelled(), refunded({ amountMinor: 100 })).thenAnomalies();
  });

  test('in a payment that both shop and payment provider state', () => {
    given(created(), paid(), { ...paid(), source: 'psp.test' }).thenAnomalies();
  });

  test('in an excess that was given back', () => {
    const refund = refunded({ amountMinor: 5500 });
    given(created(), paid(), paid({ paymentId: 'pay-2' }), refund).thenAnomalies();
  });
});

describe('creation', () => {
  test('that is missing', () => {
    given(paid()).thenAnomalies({ type: 'not-created' });
  });

  test('that happened after something else', () => {
    given(at(5, created()), at(3, confirmed())).thenAnomalies({ type: 'before-creation', at: hourText(3) });
  });

  test('that happened twice: the earlier one counts, of one instant that with the smaller source, then id', () => {
    const other = created({ currency: 'USD' });
    given(at(5, other), at(4, created())).then({
      currency: 'EUR',
      anomalies: [{ type: 'created-again', source: 'shop.test', eventId: 'event-1' }],
    });
    given(at(4, { ...other, source: 'shop.a' }), at(4, created())).then({
      currency: 'USD',
      anomalies: [{ type: 'created-again', source: 'shop.test', eventId: 'event-2' }],
    });
    given(at(4, other), at(4, created())).then({ currency: 'USD' });
  });
});

describe('money', () => {
  test('that is too much or does not cover the order', () => {
    const [paidMinor, totalMinor] = [5600, 5500];
    given(created(), paid({ amountMinor: 5600 })).thenAnomalies({ type: 'paid-too-much', paidMinor, totalMinor });
    given(created(), paid({ amountMinor: 100 })).thenAnomalies({ type: 'paid-too-little', paidMinor: 100, totalMinor });
  });

  test('that was given back without having come in', () => {
    const anomaly = { type: 'refunded-too-much', refundedMinor: 5500, paidMinor: 0 } as const;
    given(created(), refunded()).thenAnomalies(anomaly);
  });

  test('that came in after the order was cancelled', () => {
    given(created(), at(5, cancelled()), at(6, paid())).thenAnomalies({
      type: 'paid-after-cancelled',
      paymentId: 'pay-1',
    });
    given(created(), at(5, cancelled()), at(5, paid())).thenAnomalies();
  });

  test('of which two statements differ: the earlier counts', () => {
    given(created(), at(6, paid({ amountMinor: 1 })), at(5, paid())).then({
      paidMinor: 5500,
      anomalies: [{ type: 'payment-contradicted', paymentId: 'pay-1' }],
    });
    given(created(), paid(), refunded({ amountMinor: 2 }), refunded({ amountMinor: 1 })).then({
      refundedMinor: 2,
      anomalies: [{ type: 'refund-contradicted', refundId: 'refund-1' }],
    });
  });

  test('in a currency that is not the order’s is not counted', () => {
    given(created(), paid(), paid({ paymentId: 'pay-2', currency: 'USD' })).then({
      paidMinor: 5500,
      anomalies: [{ type: 'payment-currency', paymentId: 'pay-2', currency: 'USD' }],
    });
    given(created(), paid(), refunded({ currency: 'USD' })).then({
      refundedMinor: 0,
      anomalies: [{ type: 'refund-currency', refundId: 'refund-1', currency: 'USD' }],
    });
  });
});

describe('parcels', () => {
  test('that were delivered before they were sent, or never sent', () => {
    const anomaly = { type: 'delivered-before-sent', parcelId: 'parcel-1' } as const;
    given(created(), packed(), at(8, sent()), at(7, delivered())).thenAnomalies(anomaly);
    given(created(), packed(), delivered()).thenAnomalies(anomaly);
  });

  test('of which something was said again later: the first time counts', () => {
    given(created(), packed(), sent(), delivered(), sent(), packed()).thenAnomalies();
    const anomaly = { type: 'delivered-before-sent', parcelId: 'parcel-1' } as const;
    given(created(), packed(), delivered(), sent(), delivered()).thenAnomalies(anomaly);
  });

  test('that were sent before they were packed', () => {
    given(created(), sent()).thenAnomalies({ type: 'sent-before-packed', parcelId: 'parcel-1' });
  });

  test('that were sent after the order was cancelled', () => {
    const anomaly = { type: 'sent-after-cancelled', parcelId: 'parcel-1' } as const;
    given(created(), packed(), at(5, cancelled()), at(6, sent())).thenAnomalies(anomaly);
    given(created(), packed(), sent(), cancelled(), sent()).thenAnomalies(anomaly);
    given(created(), packed(), at(5, cancelled()), at(5, sent())).thenAnomalies();
  });

  test('that hold lines the order does not have, like lines that were handled', () => {
    given(created(), packed({ lineIds: ['lamp', 'sofa'] }), picked({ lineId: 'chair' })).thenAnomalies(
      { type: 'unknown-line', lineId: 'chair' },
      { type: 'unknown-line', lineId: 'sofa' },
    );
  });
});
