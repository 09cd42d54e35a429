/** Turns a decimal amount into whole cents, digit by digit: 19.99 * 100 is 1998.9999999999998 in floating point. */

const DECIMAL = /^(\d{1,12})(?:\.(\d+))?$/;

/** Cents, halves rounded up; undefined if the text is not a plain decimal number of at most 12 integer digits. */
export function decimalToMinor(text: string): number | undefined {
  const parts = DECIMAL.exec(text.trim());
  if (parts === null) return undefined;
  const [, units = '', fraction = ''] = parts;
  const cents = Number(units) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  const rest = fraction.charAt(2);
  return rest >= '5' ? cents + 1 : cents;
}
