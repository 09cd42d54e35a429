import { describe, expect, test } from 'vitest';
import { validateEvent } from '../../schemas/validate-event.ts';
import { example } from './example.ts';

const order = example('OrderCreated', 2);

function refusalOf(candidate: unknown): { reason: string; pointers: string[] } | undefined {
  const validation = validateEvent(candidate);
  return validation.ok
    ? undefined
    : { reason: validation.reason, pointers: validation.problems.map(({ pointer }) => pointer) };
}

describe('the reason of a refusal', () => {
  test('is an unknown type, whatever else is wrong', () => {
    for (const type of ['OrderTeleported', 'CloudEvent'])
      expect(refusalOf({ ...order, type })).toEqual({ reason: 'unknown-type', pointers: ['/type'] });
    for (const type of ['__proto__', 'constructor', 'order created', ''])
      expect(refusalOf({ ...order, type })).toEqual({ reason: 'unknown-type', pointers: ['/type', '/type'] });
  });

  test('is an unknown version of a known type', () => {
    const [pointers, reason] = [['/dataschema'], 'unknown-version'];
    expect(refusalOf({ ...order, dataschema: '/schemas/OrderCreated/3' })).toEqual({ reason, pointers });
  });

  test('is plain invalidity where type and schema disagree or are no text', () => {
    const [pointers, reason] = [['/dataschema'], 'invalid'];
    expect(refusalOf({ ...order, dataschema: '/schemas/OrderConfirmed/1' })).toEqual({ reason, pointers });
    expect(refusalOf({ ...order, type: 7 })).toEqual({ reason, pointers: ['/type'] });
    expect(refusalOf({ ...order, dataschema: 7 })?.reason).toBe('invalid');
  });

  test('is the size from 200 KB on, in bytes and not in characters', () => {
    const padded = (bytes: number) => {
      const event = { ...order, data: { ...order.data, padding: '' } };
      const missing = bytes - Buffer.byteLength(JSON.stringify(event));
      return { ...event, data: { ...event.data, padding: 'ü'.repeat(missing / 2) + 'u'.repeat(missing % 2) } };
    };
    expect(refusalOf(padded(200 * 1024))).toEqual({ reason: 'invalid', pointers: ['/data/padding'] });
    expect(refusalOf(padded(200 * 1024 + 1))).toEqual({ reason: 'too-large', pointers: [''] });
    expect(refusalOf({ ...order, data: Array(1e6).fill(0) })).toEqual({ reason: 'too-large', pointers: [''] });
  });
});

describe('what is no plain JSON', () => {
  test('is refused where it stands', () => {
    const circular: Record<string, unknown> = { ...order };
    circular['data'] = { self: circular };
    expect(refusalOf(circular)?.pointers).toEqual(['/data/self'.repeat(8)]);
    const strange = [new Date(), new Map(), 1n, () => 1, NaN, Infinity, Symbol('x'), Object.create(order) as object];
    for (const value of strange) expect(refusalOf({ ...order, data: { value } })?.pointers).toEqual(['/data/value']);
  });

  test('is refused however deep it is nested', () => {
    const text = `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(refusalOf(JSON.parse(text))?.pointers).toEqual(['/data'.repeat(16)]);
  });

  test('is refused if it is no object', () => {
    for (const value of [null, 'text', 7, true, [order]]) expect(refusalOf(value)?.reason).toBe('invalid');
    expect(refusalOf(undefined)).toEqual({ reason: 'invalid', pointers: [''] });
  });
});
