import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../schemas/generated/event-types.ts';
import { maySay } from '../../schemas/who-may-say-what.ts';

const types = Object.keys(eventTypes);
const saidBy = (source: string) => types.filter((type) => maySay(source, type));

describe('who may say what', () => {
  test('a shop and the importer may say everything but what becomes of an image', () => {
    const all = types.filter((type) => !type.startsWith('Image'));
    expect(saidBy('shop.checkout')).toEqual(all);
    expect(saidBy('ocel.import')).toEqual(all);
  });

  test('others may say what is theirs', () => {
    expect(saidBy('psp.acme')).toEqual(['PaymentFailed', 'PaymentReceived', 'RefundIssued']);
    expect(saidBy('carrier.acme')).toEqual(['DeliveryFailed', 'ParcelDelivered', 'ParcelPacked', 'ParcelSent']);
    expect(saidBy('orderlog.images')).toEqual(['ImageHidden', 'ImageRejected', 'ImageUploaded']);
  });

  test('everyone else may say nothing', () => {
    const strangers = [
      'shop',
      'shop.',
      'shopping.cart',
      'ocel.import.x',
      'orderlog',
      'orderlog.orders',
      'SHOP.x',
      '*',
      '',
    ];
    for (const source of strangers) expect(saidBy(source)).toEqual([]);
  });

  test('nobody may say what does not exist', () => {
    for (const type of ['OrderTeleported', '__proto__', '']) expect(maySay('shop.checkout', type)).toBe(false);
  });
});
