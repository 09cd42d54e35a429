/**
 * DynamoDB's numbers: decimals of up to 38 digits between 1E-130 and 9.99…E+125, exact, kept as normalised text.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */

import { validationError } from './errors.ts';

/** ±d.ddd × 10^exponent; the digits have no leading or trailing zero, and zero is `0` with exponent 0. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;
const NORMALISED = /^(?:0|-?[1-9]\d{0,14})$/;
const MOST_DIGITS = 38;
const LARGEST_EXPONENT = 125;
const SMALLEST_EXPONENT = -130;

/** The number in DynamoDB's own spelling: no exponent, no superfluous zero. Throws ValidationException. */
export function normaliseNumber(text: string): string {
  if (NORMALISED.test(text)) return text;
  if (text === '') throw validationError('The parameter cannot be converted to a numeric value');
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  return formatDecimal(within(decimal));
}

/** Reads any spelling of a number; undefined if it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  return decimalOf(sign === '-', whole + fraction, Number(exponent) + whole.length - 1);
}

/** Plain notation, as DynamoDB answers. */
function formatDecimal({ negative, digits, exponent }: Decimal): string {
  return (negative ? '-' : '') + unsigned(digits, exponent);
}

function unsigned(digits: string, exponent: number): string {
  if (exponent < 0) return '0.' + '0'.repeat(-exponent - 1) + digits;
  if (digits.length <= exponent + 1) return digits + '0'.repeat(exponent + 1 - digits.length);
  return digits.slice(0, exponent + 1) + '.' + digits.slice(exponent + 1);
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. Both normalised. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length <= 15 && right.length <= 15) return Number(left) - Number(right);
  const [a, b] = [exact(left), exact(right)];
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return a.negative ? compareMagnitudes(b, a) : compareMagnitudes(a, b);
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.digits === '0' || b.digits === '0') return a.digits === b.digits ? 0 : a.digits === '0' ? -1 : 1;
  if (a.exponent !== b.exponent) return a.exponent - b.exponent;
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}

/** The exact sum of two normalised numbers. Throws ValidationException where the result cannot be stored. */
export function addNumbers(left: string, right: string): string {
  const [a, b] = [exact(left), exact(right)];
  const scale = Math.min(lowestPower(a), lowestPower(b));
  const sum = scaled(a, scale) + scaled(b, scale);
  const magnitude = String(sum < 0n ? -sum : sum);
  return formatDecimal(within(decimalOf(sum < 0n, magnitude, magnitude.length - 1 + scale)));
}

export function subtractNumbers(left: string, right: string): string {
  return addNumbers(left, right === '0' ? right : right.startsWith('-') ? right.slice(1) : '-' + right);
}

function exact(normalised: string): Decimal {
  const decimal = parseDecimal(normalised);
  if (decimal === undefined) throw new Error(`not a number: ${normalised}`);
  return decimal;
}

function lowestPower({ digits, exponent }: Decimal): number {
  return exponent - digits.length + 1;
}

function scaled(decimal: Decimal, scale: number): bigint {
  const magnitude = BigInt(decimal.digits) * 10n ** BigInt(lowestPower(decimal) - scale);
  return decimal.negative ? -magnitude : magnitude;
}

function decimalOf(negative: boolean, digits: string, exponent: number): Decimal {
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  const significant = digits.slice(leading).replace(/0+$/, '');
  if (significant === '') return { negative: false, digits: '0', exponent: 0 };
  return { negative, digits: significant, exponent: exponent - leading };
}

function within(decimal: Decimal): Decimal {
  if (decimal.exponent > LARGEST_EXPONENT)
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (decimal.exponent < SMALLEST_EXPONENT)
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (decimal.digits.length > MOST_DIGITS)
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  return decimal;
}
