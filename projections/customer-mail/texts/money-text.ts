/** Money as customers read it. */

import type { Money } from '../../../domain/money.ts';

/**
 * How many digits of a currency are its minor unit, where they are not two: ISO 4217, list one. `Intl` knows how amounts
 * are customarily shown, which for some currencies is without the minor unit they are counted in.
 */
const MINOR_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** `€1,234.50`, `¥1,235`, `CHF 10.00`; exact, however much it is. */
export function moneyText({ amountMinor, currency }: Money): string {
  const digits = MINOR_DIGITS[currency] ?? 2;
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const whole = String(amountMinor).padStart(digits + 1, '0');
  const decimal = digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
  return format.format(decimal as Intl.StringNumericLiteral);
}
