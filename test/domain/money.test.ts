import { expect, test } from 'vitest';
import { sumMinor } from '../../domain/money.ts';

test('sums the amounts of one currency only', () => {
  const amounts = [
    { amountMinor: 100, currency: 'EUR' },
    { amountMinor: 7, currency: 'USD' },
    { amountMinor: 50, currency: 'EUR' },
  ];
  expect(sumMinor(amounts, 'EUR')).toBe(150);
  expect(sumMinor(amounts, 'JPY')).toBe(0);
  expect(sumMinor(amounts, null)).toBe(0);
});
