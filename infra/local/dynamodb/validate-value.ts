/** Checks attribute values that clients send, beyond their JSON shape, and brings their numbers into normal form. */

import { typeOf, type AttributeValue, type Item } from './attribute-value.ts';
import { invalidParameter, validationError } from './errors.ts';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import { normaliseNumber } from './number.ts';

/** Validates and normalises every attribute in place. Throws ValidationException. */
export function validateAttributes(item: Item): void {
  for (const name of Object.keys(item)) validateValue(item[name] ?? {});
}

/** Validates an item to be stored and returns its size in bytes. */
export function validateNewItem(item: Item): number {
  validateAttributes(item);
  const bytes = itemSize(item);
  if (bytes > MAX_ITEM_BYTES) throw validationError('Item size has exceeded the maximum allowed size');
  return bytes;
}

/** Validates and normalises one value in place. Throws ValidationException. */
export function validateValue(value: AttributeValue): void {
  const types = Object.keys(value).length;
  if (types === 0)
    throw validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (types === 1) validateTyped(value, typeOf(value));
  else {
    for (const type in value) validateTyped(value, type as keyof AttributeValue);
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
}

function validateTyped(value: AttributeValue, type: keyof AttributeValue): void {
  switch (type) {
    case 'S':
    case 'B':
    case 'BOOL':
      return;
    case 'N':
      value.N = normaliseNumber(value.N ?? '');
      return;
    case 'NULL':
      if (value.NULL !== true) throw invalidParameter('Null attribute value types must have the value of true');
      return;
    case 'SS':
      checkNoNull(value.SS ?? [], 'An string set may not have a null string as a member');
      return validateSet(value.SS ?? [], 'An string set  may not be empty', invalidCollection);
    case 'BS':
      checkNoNull(value.BS ?? [], 'Binary sets may not contain null or empty values');
      return validateSet(value.BS ?? [], 'Binary sets should not be empty', (members) =>
        invalidParameter(`Input collection [${members.join(', ')}]of type BS contains duplicates.`),
      );
    case 'NS':
      checkNoNull(value.NS ?? [], 'An number set may not have a null string as a member');
      value.NS = (value.NS ?? []).map(normaliseNumber);
      return validateSet(value.NS, 'An number set  may not be empty', () =>
        validationError('Input collection contains duplicates'),
      );
    case 'L':
      for (const element of value.L ?? []) validateValue(element ?? {});
      return;
    case 'M':
      return validateAttributes(value.M ?? {});
  }
}

function invalidCollection(members: readonly string[]) {
  return invalidParameter(`Input collection [${members.join(', ')}] contains duplicates.`);
}

/** A null in a list of the request has become undefined. */
function checkNoNull(members: readonly (string | undefined)[], message: string): void {
  if (members.includes(undefined)) throw invalidParameter(message);
}

function validateSet(members: readonly string[], empty: string, duplicates: (members: readonly string[]) => Error) {
  if (members.length === 0) throw invalidParameter(empty);
  if (new Set(members).size < members.length) throw duplicates(members);
}
