/**
 * How large DynamoDB holds an item to be: what capacity, pages and limits count.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */

import { attributeOf, typeOf, type AttributeValue, type Item } from './attribute-value.ts';
import { validationError } from './errors.ts';

/** 400 KB: the largest item. */
export const MAX_ITEM_BYTES = 400 * 1024;
const MAX_DEPTH = 32;
const CONTAINER_BYTES = 3;

/** Bytes of an item whose values are normalised. Throws ValidationException if it is nested too deeply. */
export function itemSize(item: Item): number {
  return attributesSize(item, 0);
}

function attributesSize(item: Item, depth: number): number {
  let bytes = 0;
  for (const name of Object.keys(item)) {
    const value = attributeOf(item, name);
    if (value !== undefined) bytes += utf8Bytes(name) + valueSize(value, depth);
  }
  return bytes;
}

/** Bytes of one value without its name. */
function valueSize(value: AttributeValue, depth = 0): number {
  switch (typeOf(value)) {
    case 'S':
      return utf8Bytes(value.S ?? '');
    case 'N':
      return numberBytes(value.N ?? '0');
    case 'B':
      return base64Bytes(value.B ?? '');
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'SS':
      return sum(value.SS ?? [], utf8Bytes);
    case 'NS':
      return sum(value.NS ?? [], numberBytes);
    case 'BS':
      return sum(value.BS ?? [], base64Bytes);
    case 'L':
      checkDepth(depth);
      return CONTAINER_BYTES + sum(value.L ?? [], (element) => 1 + valueSize(element, depth + 1));
    case 'M':
      checkDepth(depth);
      return CONTAINER_BYTES + Object.keys(value.M ?? {}).length + attributesSize(value.M ?? {}, depth + 1);
  }
}

function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw validationError('Nesting Levels have exceeded supported limits');
}

function sum<T>(values: readonly T[], size: (value: T) => number): number {
  let bytes = 0;
  for (const value of values) bytes += size(value);
  return bytes;
}

export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

export function base64Bytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** Two digits to a byte, aligned at the decimal point, one byte for the exponent, one more for a minus sign. */
export function numberBytes(normalised: string): number {
  const negative = normalised.startsWith('-') ? 1 : 0;
  const point = normalised.indexOf('.');
  const whole = (point < 0 ? normalised.length : point) - negative;
  const digits = negative || point >= 0 ? normalised.slice(negative).replace('.', '') : normalised;
  let first = 0;
  while (digits.charCodeAt(first) === 48) first += 1;
  let end = digits.length;
  while (end > first && digits.charCodeAt(end - 1) === 48) end -= 1;
  if (first === end) return 1;
  const firstPair = Math.floor((first - whole) / 2);
  const lastPair = Math.floor((end - 1 - whole) / 2);
  return 1 + negative + (lastPair - firstPair + 1);
}
