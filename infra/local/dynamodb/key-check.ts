/** Checks items and keys against a table's schema. */

import { attributeOf, typeOf, type AttributeValue, type Item } from './attribute-value.ts';
import { invalidParameter, validationError } from './errors.ts';
import { base64Bytes, utf8Bytes } from './item-size.ts';
import { keyNames, type KeyAttribute, type KeySchema, type Table } from './table.ts';

const MAX_HASH_BYTES = 2048;
const MAX_RANGE_BYTES = 1024;

/** A key given to find an item: exactly the key's attributes. Throws ValidationException. */
export function checkKey(key: Item, schema: KeySchema): void {
  if (Object.keys(key).length !== keyNames(schema).length) throw keyMismatch();
  checkKeyAttribute(key, schema.hash, MAX_HASH_BYTES);
  if (schema.range) checkKeyAttribute(key, schema.range, MAX_RANGE_BYTES);
}

/** One attribute of a key given to find an item. */
function checkKeyAttribute(key: Item, { name, type }: KeyAttribute, maxBytes: number): void {
  const value = attributeOf(key, name);
  if (value?.[type] === undefined) throw keyMismatch();
  checkKeyValue(name, value, maxBytes);
}

function keyMismatch() {
  return validationError('The provided key element does not match the schema');
}

/** A new item: its key attributes, and those of the indexes it has. Throws ValidationException. */
export function checkItemKeys(item: Item, table: Table): void {
  checkItemKey(item, table.key.hash, MAX_HASH_BYTES);
  if (table.key.range) checkItemKey(item, table.key.range, MAX_RANGE_BYTES);
  checkIndexKeys(item, table);
}

function checkItemKey(item: Item, { name, type }: KeyAttribute, maxBytes: number): void {
  const value = attributeOf(item, name);
  if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`);
  if (value[type] === undefined)
    throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
  checkKeyValue(name, value, maxBytes);
}

function checkKeyValue(name: string, value: AttributeValue, maxBytes: number): void {
  if (value.S === '' || value.B === '') throw emptyKey(value, `Key: ${name}`);
  if (keyBytes(value) <= maxBytes) return;
  throw maxBytes === MAX_HASH_BYTES
    ? invalidParameter(`Size of hashkey has exceeded the maximum size limit of${MAX_HASH_BYTES} bytes`)
    : invalidParameter(`Aggregated size of all range keys has exceeded the size limit of ${MAX_RANGE_BYTES} bytes`);
}

function keyBytes({ S, B }: AttributeValue): number {
  return S !== undefined ? utf8Bytes(S) : base64Bytes(B ?? '');
}

function emptyKey(value: AttributeValue, where: string) {
  const kind = value.S === '' ? 'string' : 'binary';
  return validationError(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. ${where}`,
  );
}

/** Attributes that are keys of an index must have the index's type. Throws ValidationException. */
export function checkIndexKeys(item: Item, table: Table): void {
  for (const { name: index, key } of table.indexes) {
    for (const attribute of [key.hash, key.range]) {
      const value = attribute && attributeOf(item, attribute.name);
      if (attribute && value) checkIndexKey(value, attribute, index);
    }
  }
}

function checkIndexKey(value: AttributeValue, { name, type }: KeyAttribute, index: string): void {
  if (value[type] === undefined)
    throw invalidParameter(
      `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
    );
  if (value.S !== '' && value.B !== '') return;
  const kind = value.S === '' ? 'string' : 'binary';
  throw validationError(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index}, IndexKey: ${name}`,
  );
}

type Paths = readonly (readonly (string | number)[])[];

/** Keys are scalars: a path may not lead into one. Throws ValidationException. */
export function checkNoPathIntoKeys(paths: Paths | undefined, table: Table): void {
  if (paths === undefined) return;
  const nested = new Set(paths.filter((path) => path.length > 1).map((path) => path[0]));
  if (nested.size === 0) return;
  const intoKey = keyNames(table.key).find((name) => nested.has(name));
  const intoIndex = table.indexes.flatMap(({ key }) => keyNames(key)).find((name) => nested.has(name));
  const which = intoKey !== undefined ? `Key: ${intoKey}` : intoIndex !== undefined ? `IndexKey: ${intoIndex}` : '';
  if (which !== '')
    throw validationError(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${which}`,
    );
}
