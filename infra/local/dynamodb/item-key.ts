/**
 * Where items lie in the store: in the order of their partition key's hash, as DynamoDB scatters partitions, then by
 * partition key and sort key.
 */

import { hash } from 'node:crypto';
import { key } from '../kernel/tuple-key.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { encodeNumber } from './number-encoding.ts';
import { keyNames, type KeySchema, type SecondaryIndex, type Table } from './table.ts';

/** Begins the key of every item of the table. */
export function itemPrefix({ account, id }: Table): string {
  return key('dynamodb', account, 'item', id);
}

/** Begins the key of every entry of the index. */
export function indexPrefix({ account, id }: Table, index: SecondaryIndex): string {
  return key('dynamodb', account, 'index', id, index.name);
}

/** The store's key of an item with these key attributes, which are known to be valid. */
export function itemKey(table: Table, item: Item): string {
  return itemPrefix(table) + partition(item[table.key.hash.name] ?? {}) + rest(table.key, item);
}

/** The store's key of the item's entry in the index. The item has the index's key attributes. */
export function indexKey(table: Table, index: SecondaryIndex, item: Item): string {
  const partOf = (name: string): string => keyPart(item[name] ?? {});
  return (
    indexPrefix(table, index) +
    partition(item[index.key.hash.name] ?? {}) +
    rest(index.key, item) +
    key(...keyNames(table.key).map(partOf))
  );
}

function rest({ range }: KeySchema, item: Item): string {
  return range === undefined ? '' : key(keyPart(item[range.name] ?? {}));
}

/** Begins the key of everything with this partition key. */
export function partition(value: AttributeValue): string {
  return key(partitionHash(value), keyPart(value));
}

/** A key attribute as a string that sorts as DynamoDB sorts it. */
export function keyPart(value: AttributeValue): string {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return encodeNumber(value.N);
  return Buffer.from(value.B ?? '', 'base64').toString('latin1');
}

/** Hexadecimal digits of the partition hash that keys begin with. */
export const HASH_DIGITS = 6;

/** The salt is the one DynamoDB's own order of partitions was found to follow. */
function partitionHash(value: AttributeValue): string {
  const salted = 'Outliers' + keyPart(value);
  return hash('md5', value.S === undefined ? Buffer.from(salted, 'latin1') : salted).slice(0, HASH_DIGITS);
}
