/** What happens in a made-up shop: orders with customers and stock keeping units, many of them under way at once. */

import type { ReleasedEvent } from '../../../schemas/released-event.ts';

export interface ShopOptions {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Milliseconds since the epoch: when an event happens, as it is asked for. */
  readonly now: () => number;
  /** Beginning of the ids of orders; `shop` unless told. */
  readonly name?: string;
  /** Orders under way at once; 20 unless told. */
  readonly atOnce?: number;
}

export const CUSTOMERS = Array.from({ length: 20 }, (_, at) => `customer-of-the-shop-${at}`);
const SKUS = Array.from({ length: 30 }, (_, at) => `SKU-${at}`);
const MOST_LINES = 3;
const CURRENCY = 'EUR';

/** Never ends. Those of one order come in the order in which they happen, between those of others. */
export function* shopEvents({
  random,
  now,
  name = 'shop',
  atOnce = 20,
}: ShopOptions): Generator<ReleasedEvent, undefined> {
  let placed = 0;
  const next = () => orderEvents({ order: `${name}-${(placed += 1)}`, random, now });
  const open = Array.from({ length: atOnce }, next);
  for (;;) {
    const at = Math.floor(random() * open.length);
    const event = open[at]?.next().value;
    if (event) yield event;
    else open[at] = next();
  }
}

/** The next so many of them. */
export function nextOf(events: Iterator<ReleasedEvent, undefined>, count: number): ReleasedEvent[] {
  return Array.from({ length: count }, () => events.next().value).filter((event) => event !== undefined);
}

interface OrderOptions extends Pick<ShopOptions, 'random' | 'now'> {
  readonly order: string;
}

/** One order from its creation to its delivery: 8 to 14 events. */
function* orderEvents({ order, random, now }: OrderOptions): Generator<ReleasedEvent, undefined> {
  const pick = (texts: readonly string[]): string => texts[Math.floor(random() * texts.length)] ?? '';
  const upTo = (most: number): number => 1 + Math.floor(random() * most);
  let number = 0;
  const attributes = (source: string) => ({
    specversion: '1.0' as const,
    id: `${order}-${(number += 1)}`,
    source,
    subject: order,
    time: new Date(now()).toISOString(),
  });
  const lines = Array.from({ length: upTo(MOST_LINES) }, (_, at) => {
    return { id: String(at + 1), sku: pick(SKUS), quantity: upTo(5), unitMinor: 100 * upTo(90) };
  });
  const shippingMinor = 500;
  const amountMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, shippingMinor);
  const parcel = { parcelId: `parcel-of-${order}` };

  yield {
    ...attributes('shop.checkout'),
    type: 'OrderCreated',
    dataschema: '/schemas/OrderCreated/2',
    data: { currency: CURRENCY, customer: { id: pick(CUSTOMERS) }, lines, shippingMinor },
  };
  yield {
    ...attributes('psp.acme'),
    type: 'PaymentReceived',
    dataschema: '/schemas/PaymentReceived/1',
    data: { paymentId: `payment-of-${order}`, amountMinor, currency: CURRENCY },
  };
  yield { ...attributes('shop.office'), type: 'OrderConfirmed', dataschema: '/schemas/OrderConfirmed/1', data: {} };
  for (const { id: lineId } of lines) {
    const data = { lineId };
    const warehouse = () => attributes('shop.warehouse');
    if (random() < 0.2) {
      yield { ...warehouse(), type: 'ItemOutOfStock', dataschema: '/schemas/ItemOutOfStock/1', data };
      yield { ...warehouse(), type: 'ItemReordered', dataschema: '/schemas/ItemReordered/1', data };
    }
    yield { ...warehouse(), type: 'ItemPicked', dataschema: '/schemas/ItemPicked/1', data };
  }
  yield {
    ...attributes('carrier.fast'),
    type: 'ParcelPacked',
    dataschema: '/schemas/ParcelPacked/1',
    data: { ...parcel, lineIds: lines.map(({ id }) => id) },
  };
  yield { ...attributes('carrier.fast'), type: 'ParcelSent', dataschema: '/schemas/ParcelSent/1', data: parcel };
  yield {
    ...attributes('carrier.fast'),
    type: 'ParcelDelivered',
    dataschema: '/schemas/ParcelDelivered/1',
    data: parcel,
  };
  return undefined;
}
