/** Arbitrary valid data of every released version; ids and amounts are drawn so that events often speak of the same thing. */

import fc from 'fast-check';
import type { ReleasedData } from '../../schemas/generated/event-data.ts';

/** Ids that are ordinary for an order, though not for a JavaScript object. */
export const hostileIds = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '1', '0'] as const;

/** Of lines, payments, refunds, parcels and images. */
const ids = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileIds) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9._:-]{1,8}$/) },
);
const texts = fc.string({ minLength: 1, maxLength: 10, unit: 'binary' });
const prices = fc.oneof(fc.constantFrom(0, 1, 500), fc.integer({ min: 0, max: 1e7 }));
const money = {
  amountMinor: fc.oneof(fc.constantFrom(1, 2, 500), fc.integer({ min: 1, max: 1e11 })),
  currency: fc.oneof(fc.constantFrom('EUR', 'USD'), fc.stringMatching(/^[A-Z]{3}$/)),
};
const line = { id: ids, quantity: fc.integer({ min: 1, max: 1000 }), unitMinor: prices };
const skus = fc.stringMatching(/^[!-~]{1,8}$/);
const customers = fc.record(
  {
    id: fc.stringMatching(/^[!-~]{1,8}$/),
    name: texts,
    email: fc.constantFrom('ada@example.com', 'a+b@c.example.org'),
  },
  { requiredKeys: ['id'] },
);
const addresses = fc.record(
  {
    name: texts,
    lines: fc.array(texts, { minLength: 1, maxLength: 4 }),
    postalCode: ids,
    city: texts,
    region: texts,
    country: fc.stringMatching(/^[A-Z]{2}$/),
  },
  { requiredKeys: ['name', 'lines', 'city', 'country'] },
);
const kinds = fc.constantFrom('artwork', 'proof-of-delivery', 'damage');
const digests = fc.stringMatching(/^[0-9a-f]{64}$/);
const pictures = fc.record({
  key: texts,
  width: fc.integer({ min: 1, max: 16383 }),
  height: fc.integer({ min: 1, max: 16383 }),
});
const lineOnly = fc.record({ lineId: ids });
const parcelOnly = fc.record({ parcelId: ids });
const nothing = fc.constant({});

/** By `dataschema`. */
export const dataArbitraries: { readonly [Schema in keyof ReleasedData]: fc.Arbitrary<ReleasedData[Schema]> } = {
  '/schemas/OrderCreated/1': fc.record({ lines: linesOf(fc.record(line)), shippingMinor: prices }),
  '/schemas/OrderCreated/2': fc.record({
    currency: money.currency,
    customer: fc.option(customers),
    lines: linesOf(fc.record({ ...line, sku: skus }, { requiredKeys: ['id', 'quantity', 'unitMinor'] })),
    shippingMinor: prices,
  }),
  '/schemas/OrderConfirmed/1': nothing,
  '/schemas/OrderCancelled/1': fc.record({ reason: texts }, { requiredKeys: [] }),
  '/schemas/PaymentReceived/1': fc.record({ paymentId: ids, ...money }),
  '/schemas/PaymentFailed/1': fc.record(
    { paymentId: ids, ...money, reason: texts },
    { requiredKeys: ['paymentId', 'amountMinor', 'currency'] },
  ),
  '/schemas/PaymentReminderSent/1': nothing,
  '/schemas/RefundIssued/1': fc.record(
    { refundId: ids, paymentId: ids, ...money, reason: texts },
    { requiredKeys: ['refundId', 'amountMinor', 'currency'] },
  ),
  '/schemas/ItemOutOfStock/1': lineOnly,
  '/schemas/ItemReordered/1': lineOnly,
  '/schemas/ItemPicked/1': lineOnly,
  '/schemas/ParcelPacked/1': fc.record({ parcelId: ids, lineIds: fc.uniqueArray(ids, { minLength: 1, maxLength: 5 }) }),
  '/schemas/ParcelSent/1': parcelOnly,
  '/schemas/DeliveryFailed/1': fc.record({ parcelId: ids, reason: texts }, { requiredKeys: ['parcelId'] }),
  '/schemas/ParcelDelivered/1': parcelOnly,
  '/schemas/ImageUploaded/1': fc.record(
    {
      imageId: ids,
      kind: kinds,
      caption: texts,
      key: texts,
      format: fc.constantFrom('jpeg', 'png', 'webp', 'avif', 'gif'),
      bytes: fc.integer({ min: 1, max: 1e8 }),
      sha256: digests,
      pixels: fc.record({ width: fc.integer({ min: 1, max: 65535 }), height: fc.integer({ min: 1, max: 65535 }) }),
      frames: fc.integer({ min: 1, max: 100 }),
      dominantColour: fc.stringMatching(/^#[0-9a-f]{6}$/),
      placeholder: fc.stringMatching(/^data:image\/webp;base64,[A-Za-z0-9+/=]{1,20}$/),
      pictures: fc.record({ '160': pictures, '480': pictures, '1200': pictures, full: pictures }),
    },
    {
      requiredKeys: [
        ...['imageId', 'kind', 'key', 'format', 'bytes', 'sha256'],
        ...['pixels', 'frames', 'dominantColour', 'placeholder', 'pictures'],
      ] as never,
    },
  ),
  '/schemas/ImageRejected/1': fc.record({
    imageId: ids,
    kind: kinds,
    key: texts,
    sha256: digests,
    bytes: fc.nat(),
    reasons: fc.array(fc.record({ code: fc.constantFrom('empty', 'polyglot', 'bomb'), text: texts }), {
      minLength: 1,
      maxLength: 3,
    }),
    quarantineKey: texts,
  }),
  '/schemas/ImageHidden/1': fc.record({ imageId: ids, by: texts, reason: texts }, { requiredKeys: ['imageId'] }),
  '/schemas/ShippingAddressChanged/1': fc.record({ address: addresses }),
};

function linesOf<L extends { id: string }>(line: fc.Arbitrary<L>): fc.Arbitrary<L[]> {
  return fc.uniqueArray(line, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });
}
