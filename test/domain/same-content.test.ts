import { expect, test } from 'vitest';
import { sameContent } from '../../domain/same-content.ts';

const event = {
  id: 'e-1',
  source: 'psp.acme',
  type: 'PaymentReceived',
  subject: 'order-1',
  time: '2026-01-31T09:30:00Z',
  dataschema: '/schemas/PaymentReceived/1',
  data: { paymentId: 'pay-1', amountMinor: 100, currency: 'EUR' },
};

test('a retry is the same: members in another order, time in another spelling, another trace', () => {
  const data = { currency: 'EUR', amountMinor: 100, paymentId: 'pay-1' };
  const traces = { traceparent: 'x', correlationid: 'y', causationid: 'z', datacontenttype: 'application/json' };
  expect(sameContent(event, { ...event, data, time: '2026-01-31T09:30:00.000+00:00', ...traces })).toBe(true);
});

test.each([
  { type: 'PaymentFailed' },
  { subject: 'order-2' },
  { time: '2026-01-31T09:30:00.000001Z' },
  { dataschema: '/schemas/PaymentReceived/2' },
  { data: { ...event.data, amountMinor: 101 } },
  { data: { ...event.data, note: null } },
])('another %j is other content', (change) => {
  expect(sameContent(event, { ...event, ...change })).toBe(false);
});
