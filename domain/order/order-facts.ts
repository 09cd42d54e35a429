/** What an order's state keeps of each event: tuples, because an order of thousands of events must fit one row as JSON. */

import type { Keep } from '../collect.ts';
import type { Instant } from '../instant.ts';
import type {
  Address,
  Customer,
  ImageHidden1,
  ImageRejected1,
  ImageUploaded1,
} from '../../schemas/generated/event-data.ts';

export type LineFact = readonly [lineId: string, quantity: number, unitMinor: number, sku?: string];

export type CreationFact = readonly [
  at: Instant,
  source: string,
  eventId: string,
  currency: string,
  shippingMinor: number,
  customer: Customer,
  lines: readonly LineFact[],
];
export type MoneyFact = readonly [at: Instant, id: string, amountMinor: number, currency: string];
export type PaymentFailedFact = readonly [
  at: Instant,
  paymentId: string,
  amountMinor: number,
  currency: string,
  reason?: string,
];
type ItemFact = readonly [at: Instant, lineId: string];
export type PackedFact = readonly [at: Instant, parcelId: string, lineIds: readonly string[]];
type ParcelFact = readonly [at: Instant, parcelId: string];

/** The fact that each event type leaves behind. */
export interface OrderFacts {
  OrderCreated: CreationFact;
  OrderConfirmed: readonly [at: Instant];
  OrderCancelled: readonly [at: Instant];
  PaymentReceived: MoneyFact;
  PaymentFailed: PaymentFailedFact;
  PaymentReminderSent: readonly [at: Instant];
  RefundIssued: MoneyFact;
  ItemOutOfStock: ItemFact;
  ItemReordered: ItemFact;
  ItemPicked: ItemFact;
  ParcelPacked: PackedFact;
  ParcelSent: ParcelFact;
  DeliveryFailed: ParcelFact;
  ParcelDelivered: ParcelFact;
  ImageUploaded: readonly [at: Instant, image: ImageUploaded1];
  ImageRejected: readonly [at: Instant, image: ImageRejected1];
  ImageHidden: readonly [at: Instant, image: ImageHidden1];
  ShippingAddressChanged: readonly [at: Instant, address: Address];
}

/** Of equal instants the smaller tuple counts as earlier; only creations need source and id, to name the one that lost. */
export const orderFacts: Keep<OrderFacts> = {
  OrderCreated: (at, { source, id, data }) => [
    at,
    source,
    id,
    data.currency,
    data.shippingMinor,
    data.customer,
    data.lines.map((line): LineFact => [line.id, line.quantity, line.unitMinor, ...optional(line.sku)]),
  ],
  OrderConfirmed: (at) => [at],
  OrderCancelled: (at) => [at],
  PaymentReceived: (at, { data }) => [at, data.paymentId, data.amountMinor, data.currency],
  PaymentFailed: (at, { data }) => [at, data.paymentId, data.amountMinor, data.currency, ...optional(data.reason)],
  PaymentReminderSent: (at) => [at],
  RefundIssued: (at, { data }) => [at, data.refundId, data.amountMinor, data.currency],
  ItemOutOfStock: (at, { data }) => [at, data.lineId],
  ItemReordered: (at, { data }) => [at, data.lineId],
  ItemPicked: (at, { data }) => [at, data.lineId],
  ParcelPacked: (at, { data }) => [at, data.parcelId, data.lineIds],
  ParcelSent: (at, { data }) => [at, data.parcelId],
  DeliveryFailed: (at, { data }) => [at, data.parcelId],
  ParcelDelivered: (at, { data }) => [at, data.parcelId],
  ImageUploaded: (at, { data }) => [at, data],
  ImageRejected: (at, { data }) => [at, data],
  ImageHidden: (at, { data }) => [at, data],
  ShippingAddressChanged: (at, { data }) => [at, data.address],
};

/** The end of a tuple: undefined would come back from JSON as null. */
function optional(value: string | undefined): [] | [string] {
  return value === undefined ? [] : [value];
}
