import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalTime, instantOf, timeText, utcDay } from '../../domain/instant.ts';

describe('canonicalTime', () => {
  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00Z'],
    ['2026-01-31T09:30:00.000Z', '2026-01-31T09:30:00Z'],
    ['2026-01-31T09:30:00.120+00:00', '2026-01-31T09:30:00.12Z'],
    ['2026-01-31t09:30:00.000000001z', '2026-01-31T09:30:00.000000001Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('takes %s', (text, canonical) => {
    expect(canonicalTime(text)).toBe(canonical);
  });

  test.each([
    '2026-01-31T10:30:00+01:00',
    '2026-01-31T09:30:00-00:00',
    '2026-01-31T09:30:00',
    '2026-01-31 09:30:00Z',
    '2026-01-31T09:30Z',
    '2026-01-31T09:30:00.Z',
    '2026-01-31T09:30:00.0000000000Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T09:60:00Z',
    '2016-12-31T23:59:60Z',
    '2026-01-31T09:30:00Z\n',
    '+012026-01-31T09:30:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(canonicalTime(text)).toBeUndefined();
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => instantOf(text) <= Date.parse('9999-12-31T23:59:59.999Z')));
  });
});

test('an instant and its text are the same', () => {
  const anyDate = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(fc.property(anyDate, (date) => instantOf(timeText(date.getTime())) === date.getTime()));
});

test('a day ends at midnight UTC', () => {
  expect(utcDay(instantOf('2026-01-31T23:59:59.999Z'))).toBe('2026-01-31');
  expect(utcDay(instantOf('2026-02-01T00:00:00Z'))).toBe('2026-02-01');
});
