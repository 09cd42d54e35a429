/** Generated from the schemas: every event type with its released versions. */

export const eventTypes = {
  DeliveryFailed: [1],
  ImageHidden: [1],
  ImageRejected: [1],
  ImageUploaded: [1],
  ItemOutOfStock: [1],
  ItemPicked: [1],
  ItemReordered: [1],
  OrderCancelled: [1],
  OrderConfirmed: [1],
  OrderCreated: [1, 2],
  ParcelDelivered: [1],
  ParcelPacked: [1],
  ParcelSent: [1],
  PaymentFailed: [1],
  PaymentReceived: [1],
  PaymentReminderSent: [1],
  RefundIssued: [1],
  ShippingAddressChanged: [1],
} as const;
