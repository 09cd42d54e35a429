/**
 * Numbers as bytes that sort as the numbers do, so that they can be keys: an exponent byte, then the digits in base
 * 100. Negative numbers are mirrored and end in a byte larger than any digit.
 */

import { parseDecimal } from './number.ts';

const ZERO = 128;
const END_OF_NEGATIVE = 102;

/** Each character is one byte. The number is normalised. */
export function encodeNumber(normalised: string): string {
  const decimal = parseDecimal(normalised);
  if (decimal === undefined) throw new Error(`not a number: ${normalised}`);
  if (decimal.digits === '0') return String.fromCharCode(ZERO);
  const { negative, exponent } = decimal;
  const aligned = exponent % 2 === 0 ? '0' + decimal.digits : decimal.digits;
  const padded = aligned.length % 2 === 0 ? aligned : aligned + '0';
  const power = Math.floor(exponent / 2) + 1 + 192;
  const bytes = [negative ? 255 - power : power];
  for (let at = 0; at < padded.length; at += 2) {
    const digit = Number(padded.slice(at, at + 2));
    bytes.push(negative ? 101 - digit : digit + 1);
  }
  if (negative) bytes.push(END_OF_NEGATIVE);
  return String.fromCharCode(...bytes);
}
