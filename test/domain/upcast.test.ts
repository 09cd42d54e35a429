import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { upcast } from '../../domain/upcast.ts';
import { eventTypes } from '../../schemas/generated/event-types.ts';
import { validateEvent } from '../../schemas/validate-event.ts';
import { releasedEvents } from './arbitraries.ts';

describe('upcast', () => {
  test('gives an OrderCreated of version 1 what version 2 added', () => {
    const lines = [{ id: '1', quantity: 2, unitMinor: 250 }];
    const event = {
      type: 'OrderCreated',
      dataschema: '/schemas/OrderCreated/1',
      id: 'e-1',
      source: 'ocel.import',
      time: '2019-05-20T07:07:47Z',
      sequence: 1,
      data: { lines, shippingMinor: 500 },
    };
    expect(upcast(event)).toEqual({ ...event, data: { currency: 'EUR', customer: null, lines, shippingMinor: 500 } });
  });

  test('gives data that the newest schema of its type accepts, from every released version', () => {
    fc.assert(
      fc.property(releasedEvents(), (event) => {
        const { data } = upcast({ ...event, sequence: 1 });
        const newest = `/schemas/${event.type}/${eventTypes[event.type].at(-1)}`;
        expect(validateEvent({ ...event, dataschema: newest, data })).toMatchObject({ ok: true });
      }),
    );
  });

  test('leaves events of unknown versions and types as they are', () => {
    for (const dataschema of ['/schemas/OrderCreated/99', '/schemas/OrderTeleported/1', '__proto__', 'constructor']) {
      const event = { type: 'OrderCreated', dataschema, id: 'e', source: 's', time: 't', sequence: 1, data: null };
      expect(upcast(event)).toEqual(event);
    }
  });
});
