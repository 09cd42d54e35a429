/** Generated from the schemas: the data of every event type, in every released version. */

/**
 * 1 to 128 of A-Z a-z 0-9 . _ : -
 */
export type OrderIdText = string;
/**
 * 1 to 64 of A-Z a-z 0-9 . _ : -
 */
export type IdText = string;
/**
 * 1 to 128 visible ASCII characters without spaces
 */
export type EventIdText = string;
/**
 * 1 to 128 of a-z A-Z 0-9 . _ : / -, such as shop.checkout
 */
export type SourceText = string;
/**
 * a stock keeping unit: 1 to 64 visible ASCII characters without spaces
 */
export type SkuText = string;
/**
 * an ISO 4217 code: three capital letters, such as EUR
 */
export type CurrencyCode = string;
/**
 * an ISO 3166-1 code: two capital letters, such as DE
 */
export type CountryCode = string;
/**
 * an amount in minor units (cents), 0 to 10,000,000,000
 */
export type PriceMinor = number;
/**
 * an amount in minor units (cents), 1 to 100,000,000,000: 90,000 of them still sum exactly
 */
export type AmountMinor = number;
/**
 * a number of units, 1 to 10,000
 */
export type Quantity = number;
/**
 * a name or one line of an address, 1 to 200 characters
 */
export type NameText = string;
/**
 * why, in words or as a code, 1 to 500 characters
 */
export type ReasonText = string;
/**
 * an e-mail address
 */
export type EmailText = string;
/**
 * the key of an object in a bucket, 1 to 1,024 characters
 */
export type ObjectKeyText = string;
/**
 * what the picture is for
 */
export type ImageKind = 'artwork' | 'proof-of-delivery' | 'damage';
/**
 * what the picture shows, in the words of who sent it, 1 to 500 characters
 */
export type CaptionText = string;
/**
 * the size of a file, 1 to 100,000,000 bytes
 */
export type ByteCount = number;
/**
 * a SHA-256 digest: 64 hex digits
 */
export type Sha256Text = string;
export type RejectionCode =
  | 'empty'
  | 'too-large'
  | 'wrong-type'
  | 'truncated'
  | 'corrupt'
  | 'polyglot'
  | 'bomb'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'absurd-dimensions'
  | 'unknown-kind'
  | 'caption-too-long';
/**
 * the ids of 1 to 500 order lines, each once
 *
 * @minItems 1
 * @maxItems 500
 */
export type LineIds = string[];
/**
 * who ordered; null where the seller does not know
 */
export type Customer = {
  id: EventIdText;
  name?: NameText;
  email?: EmailText;
} | null;
/**
 * street, house number and the like, 1 to 4 lines
 *
 * @minItems 1
 * @maxItems 4
 */
export type AddressLines = NameText[];
/**
 * everything found to be wrong with it
 *
 * @minItems 1
 * @maxItems 10
 */
export type RejectionReasons = RejectionReason[];
/**
 * what the uploaded bytes are
 */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
/**
 * an sRGB colour: # and six hex digits, such as #8090a0
 */
export type Colour = string;
/**
 * a WebP of at most 32 × 32 pixels as a data: URI of up to 1,024 characters
 */
export type Placeholder = string;

/**
 * the size of a picture as it is seen, upright
 */
export interface Pixels {
  width: number;
  height: number;
}
/**
 * one file made of an uploaded picture
 */
export interface Picture {
  key: ObjectKeyText;
  width: number;
  height: number;
}
/**
 * why a file was refused: a code for programs, a sentence for people
 */
export interface RejectionReason {
  code: RejectionCode;
  text: ReasonText;
}
/**
 * where parcels go
 */
export interface Address {
  name: NameText;
  lines: AddressLines;
  postalCode?: IdText;
  city: NameText;
  region?: NameText;
  country: CountryCode;
}
/**
 * The carrier could not deliver a parcel and will try again or return it.
 */
export interface DeliveryFailed1 {
  parcelId: IdText;
  reason?: ReasonText;
}
/**
 * A picture of the order is no longer shown, and its files are removed.
 */
export interface ImageHidden1 {
  imageId: IdText;
  by?: NameText;
  reason?: ReasonText;
}
/**
 * A file sent as a picture of the order was refused and set aside.
 */
export interface ImageRejected1 {
  imageId: IdText;
  kind?: ImageKind;
  caption?: CaptionText;
  key: ObjectKeyText;
  /**
   * 0 for an empty file; a file that is too large may have any number
   */
  bytes: number;
  sha256?: Sha256Text;
  reasons: RejectionReasons;
  quarantineKey: ObjectKeyText;
}
/**
 * A picture of the order was checked, and its thumbnails were made.
 */
export interface ImageUploaded1 {
  imageId: IdText;
  kind: ImageKind;
  caption?: CaptionText;
  key: ObjectKeyText;
  format: ImageFormat;
  bytes: ByteCount;
  sha256: Sha256Text;
  pixels: Pixels;
  /**
   * more than 1 if it is animated
   */
  frames: number;
  dominantColour: Colour;
  placeholder: Placeholder;
  pictures: Pictures;
}
/**
 * the WebP files made of it: at most 160, 480 and 1,200 pixels wide, and in full size
 */
export interface Pictures {
  '160': Picture;
  '480': Picture;
  '1200': Picture;
  full: Picture;
}
/**
 * A line could not be taken from stock.
 */
export interface ItemOutOfStock1 {
  lineId: IdText;
}
/**
 * A line was taken from stock.
 */
export interface ItemPicked1 {
  lineId: IdText;
}
/**
 * A line that was out of stock was ordered from its supplier.
 */
export interface ItemReordered1 {
  lineId: IdText;
}
/**
 * The order was called off.
 */
export interface OrderCancelled1 {
  reason?: ReasonText;
}
/**
 * The seller accepted the order.
 */
export interface OrderConfirmed1 {}
/**
 * A customer placed an order (prices in EUR).
 */
export interface OrderCreated1 {
  /**
   * what was ordered: 1 to 500 lines, each id once
   *
   * @minItems 1
   * @maxItems 500
   */
  lines: OrderCreated1Line[];
  shippingMinor: PriceMinor;
}
export interface OrderCreated1Line {
  id: IdText;
  quantity: Quantity;
  unitMinor: PriceMinor;
}
/**
 * A customer placed an order.
 */
export interface OrderCreated2 {
  currency: CurrencyCode;
  customer: Customer;
  /**
   * what was ordered: 1 to 500 lines, each id once
   *
   * @minItems 1
   * @maxItems 500
   */
  lines: OrderLine[];
  shippingMinor: PriceMinor;
}
export interface OrderLine {
  id: IdText;
  sku?: SkuText;
  quantity: Quantity;
  unitMinor: PriceMinor;
}
/**
 * A parcel reached the customer.
 */
export interface ParcelDelivered1 {
  parcelId: IdText;
}
/**
 * Lines of this order were packed into a parcel, perhaps with those of other orders.
 */
export interface ParcelPacked1 {
  parcelId: IdText;
  lineIds: LineIds;
}
/**
 * A parcel with lines of this order left for the customer.
 */
export interface ParcelSent1 {
  parcelId: IdText;
}
/**
 * An attempt to pay failed; the same payment may still be received later.
 */
export interface PaymentFailed1 {
  paymentId: IdText;
  amountMinor: AmountMinor;
  currency: CurrencyCode;
  reason?: ReasonText;
}
/**
 * Money arrived for the order.
 */
export interface PaymentReceived1 {
  paymentId: IdText;
  amountMinor: AmountMinor;
  currency: CurrencyCode;
}
/**
 * The customer was reminded to pay.
 */
export interface PaymentReminderSent1 {}
/**
 * Money went back to the customer.
 */
export interface RefundIssued1 {
  refundId: IdText;
  paymentId?: IdText;
  amountMinor: AmountMinor;
  currency: CurrencyCode;
  reason?: ReasonText;
}
/**
 * Parcels of this order are to go to another address.
 */
export interface ShippingAddressChanged1 {
  address: Address;
}

/** The data of each released version, by `dataschema`. */
export interface ReleasedData {
  '/schemas/DeliveryFailed/1': DeliveryFailed1;
  '/schemas/ImageHidden/1': ImageHidden1;
  '/schemas/ImageRejected/1': ImageRejected1;
  '/schemas/ImageUploaded/1': ImageUploaded1;
  '/schemas/ItemOutOfStock/1': ItemOutOfStock1;
  '/schemas/ItemPicked/1': ItemPicked1;
  '/schemas/ItemReordered/1': ItemReordered1;
  '/schemas/OrderCancelled/1': OrderCancelled1;
  '/schemas/OrderConfirmed/1': OrderConfirmed1;
  '/schemas/OrderCreated/1': OrderCreated1;
  '/schemas/OrderCreated/2': OrderCreated2;
  '/schemas/ParcelDelivered/1': ParcelDelivered1;
  '/schemas/ParcelPacked/1': ParcelPacked1;
  '/schemas/ParcelSent/1': ParcelSent1;
  '/schemas/PaymentFailed/1': PaymentFailed1;
  '/schemas/PaymentReceived/1': PaymentReceived1;
  '/schemas/PaymentReminderSent/1': PaymentReminderSent1;
  '/schemas/RefundIssued/1': RefundIssued1;
  '/schemas/ShippingAddressChanged/1': ShippingAddressChanged1;
}

/** The data of the newest version of each event type. */
export interface NewestData {
  DeliveryFailed: DeliveryFailed1;
  ImageHidden: ImageHidden1;
  ImageRejected: ImageRejected1;
  ImageUploaded: ImageUploaded1;
  ItemOutOfStock: ItemOutOfStock1;
  ItemPicked: ItemPicked1;
  ItemReordered: ItemReordered1;
  OrderCancelled: OrderCancelled1;
  OrderConfirmed: OrderConfirmed1;
  OrderCreated: OrderCreated2;
  ParcelDelivered: ParcelDelivered1;
  ParcelPacked: ParcelPacked1;
  ParcelSent: ParcelSent1;
  PaymentFailed: PaymentFailed1;
  PaymentReceived: PaymentReceived1;
  PaymentReminderSent: PaymentReminderSent1;
  RefundIssued: RefundIssued1;
  ShippingAddressChanged: ShippingAddressChanged1;
}
