/** Short words for the events of an order `order-1`, each an hour after the one before, and given/then over them. */

import { expect } from 'vitest';
import type { EventType, OrderEvent, OrderEventOf } from '../../domain/order-event.ts';
import { describeOrder } from '../../domain/order/describe-order.ts';
import type { OrderDescription } from '../../domain/order/describe-order.ts';
import { evolve, initialOrder } from '../../domain/order/order.ts';
import type { NewestData } from '../../schemas/generated/event-data.ts';

/** An event without its place in time and log; `hour` overrides the place in time. */
export interface Told<Type extends EventType = EventType> {
  readonly type: Type;
  readonly data: NewestData[Type];
  readonly hour?: number;
  readonly source?: string;
}

const told =
  <Type extends EventType>(type: Type, normally: NewestData[Type]) =>
  (data: Partial<NewestData[Type]> = {}): Told<Type> => ({ type, data: { ...normally, ...data } });

/** Two lines, 30.00 and 2 × 10.00, and 5.00 for shipping: 55.00 EUR. */
export const created = told('OrderCreated', {
  currency: 'EUR',
  customer: { id: 'ada' },
  lines: [
    { id: 'lamp', sku: 'LAMP-BLUE', quantity: 1, unitMinor: 3000 },
    { id: 'bulb', quantity: 2, unitMinor: 1000 },
  ],
  shippingMinor: 500,
});
export const confirmed = told('OrderConfirmed', {});
export const cancelled = told('OrderCancelled', {});
export const paid = told('PaymentReceived', { paymentId: 'pay-1', amountMinor: 5500, currency: 'EUR' });
export const paymentFailed = told('PaymentFailed', { paymentId: 'pay-1', amountMinor: 5500, currency: 'EUR' });
export const reminded = told('PaymentReminderSent', {});
export const refunded = told('RefundIssued', { refundId: 'refund-1', amountMinor: 5500, currency: 'EUR' });
export const outOfStock = told('ItemOutOfStock', { lineId: 'lamp' });
export const reordered = told('ItemReordered', { lineId: 'lamp' });
export const picked = told('ItemPicked', { lineId: 'lamp' });
export const packed = told('ParcelPacked', { parcelId: 'parcel-1', lineIds: ['lamp', 'bulb'] });
export const sent = told('ParcelSent', { parcelId: 'parcel-1' });
export const deliveryFailed = told('DeliveryFailed', { parcelId: 'parcel-1' });
export const delivered = told('ParcelDelivered', { parcelId: 'parcel-1' });
export const moved = told('ShippingAddressChanged', {
  address: { name: 'Ada', lines: ['1 Sample Street'], city: 'Berlin', country: 'DE' },
});
/** `image-1`, 40 × 30 pixels. */
export const pictured = told('ImageUploaded', {
  imageId: 'image-1',
  kind: 'damage',
  key: 'uploads/order-1/upload-1',
  format: 'jpeg',
  bytes: 1000,
  sha256: 'ab'.repeat(32),
  pixels: { width: 40, height: 30 },
  frames: 1,
  dominantColour: '#8090a0',
  placeholder: 'data:image/webp;base64,UklGRg==',
  pictures: { '160': picture('160'), '480': picture('480'), '1200': picture('1200'), full: picture('full') },
});
export const pictureRejected = told('ImageRejected', {
  imageId: 'image-1',
  kind: 'damage',
  key: 'uploads/order-1/upload-1',
  bytes: 1000,
  reasons: [{ code: 'wrong-type', text: 'The file is a PDF document.' }],
  quarantineKey: 'quarantine/order-1/image-1',
});
export const pictureHidden = told('ImageHidden', { imageId: 'image-1' });

function picture(size: string) {
  return { key: `thumbnails/order-1/image-1/${size}.webp`, width: 40, height: 30 };
}

/** The event at an hour after the story's begin, 2026-01-31T00:00:00Z, wherever it is told. */
export function at<T extends Told>(hour: number, event: T): T {
  return { ...event, hour };
}

/** The RFC 3339 time of an hour of the story. */
export function hourText(hour: number): string {
  return new Date(Date.UTC(2026, 0, 31, hour)).toISOString();
}

/** The told events as the log has them: the first is version 1 and happened at hour 1, unless it says otherwise. */
export function log(...story: readonly Told[]): OrderEvent[] {
  return story.map(({ type, data, hour, source }, index) => {
    const sequence = index + 1;
    const time = hourText(hour ?? sequence);
    return {
      type,
      id: `event-${sequence}`,
      source: source ?? 'shop.test',
      time,
      sequence,
      data,
    } as OrderEventOf<EventType>;
  });
}

export function fold(events: readonly OrderEvent[], state = initialOrder('order-1')): typeof state {
  return events.reduce(evolve, state);
}

/** `given(created(), paid()).then({ paymentStatus: 'paid' })` */
export function given(...story: readonly Told[]) {
  const description = describeOrder(fold(log(...story)));
  return {
    description,
    then(expected: Partial<OrderDescription>): void {
      expect(description).toMatchObject(expected);
    },
    thenAnomalies(...anomalies: OrderDescription['anomalies']): void {
      expect(description.anomalies).toEqual(anomalies);
    },
    thenLines(...statuses: OrderDescription['lines'][number]['status'][]): void {
      expect(description.lines.map(({ status }) => status)).toEqual(statuses);
    },
  };
}
