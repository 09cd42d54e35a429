/** When two attribute values are equal, and which of two comes first. */

import { attributeOf, typeOf, type AttributeValue } from './attribute-value.ts';
import { compareNumbers } from './number.ts';

/** Deep equality; the order of a set's members does not matter. Numbers are normalised. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  switch (type) {
    case 'S':
    case 'N':
    case 'B':
    case 'BOOL':
    case 'NULL':
      return left[type] === right[type];
    case 'SS':
    case 'NS':
    case 'BS':
      return equalSets(left[type] ?? [], right[type] ?? []);
    case 'L':
      return equalLists(left.L ?? [], right.L ?? []);
    case 'M':
      return equalItems(left.M ?? {}, right.M ?? {});
  }
}

function equalSets(left: readonly string[], right: readonly string[]): boolean {
  const members = new Set(left);
  return left.length === right.length && right.every((member) => members.has(member));
}

function equalLists(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((element, at) => equalValues(element, right[at] ?? {}));
}

/** Whether two items have the same attributes with equal values. */
export function equalItems(left: Record<string, AttributeValue>, right: Record<string, AttributeValue>): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const other = attributeOf(right, name);
    return other !== undefined && equalValues(left[name] ?? {}, other);
  });
}

/**
 * Negative, zero or positive as `left` sorts before, with or after `right`; undefined unless both are strings, both
 * numbers or both binary. Strings sort by their UTF-8 bytes.
 */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return compareText(left.S, right.S);
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B !== undefined && right.B !== undefined)
    return Buffer.compare(Buffer.from(left.B, 'base64'), Buffer.from(right.B, 'base64'));
  return undefined;
}

/** UTF-16 and UTF-8 order differ only where surrogates meet the characters above them. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  // eslint-disable-next-line no-control-regex -- plain ASCII is the common case
  if (/^[\u0000-\u007f]*$/.test(left) && /^[\u0000-\u007f]*$/.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}
