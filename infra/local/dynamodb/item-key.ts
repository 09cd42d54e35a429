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

/**
 * The store's key of the item's entry in the index. The item has the index's key attributes. Entries with equal keys
 * lie in the order of their items' hashes.
 */
export function indexKey(table: Table, index: SecondaryIndex, item: Item): string {
  const itemKeys = keyNames(table.key).map((name) => item[name] ?? {});
  return (
    indexPrefix(table, index) +
    partition(item[index.key.hash.name] ?? {}) +
    rest(index.key, item) +
    key(keyHash(itemKeys), ...itemKeys.map(keyPart))
  );
}

function rest({ range }: KeySchema, item: Item): string {
  return range === undefined ? '' : key(keyPart(item[range.name] ?? {}));
}

/** Begins the key of everything with this partition key. */
export function partition(value: AttributeValue): string {
  return key(keyHash([value]), keyPart(value));
}

/** A key attribute as a string that sorts as DynamoDB sorts it. */
export function keyPart(value: AttributeValue): string {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return encodeNumber(value.N);
  return Buffer.from(value.B ?? '', 'base64').toString('latin1');
}

/** Hexadecimal digits kept of a hash. */
const HASH_DIGITS = 6;

/** The salt is the one DynamoDB's own order of partitions was found to follow. */
function keyHash(values: readonly AttributeValue[]): string {
  const text = 'Outliers' + values.map(keyPart).join('');
  return hash('md5', values.every(({ S }) => S !== undefined) ? text : bytesOf(values)).slice(0, HASH_DIGITS);
}

function bytesOf(values: readonly AttributeValue[]): Buffer {
  const parts = values.map((value) => Buffer.from(keyPart(value), value.S === undefined ? 'latin1' : 'utf8'));
  return Buffer.concat([Buffer.from('Outliers'), ...parts]);
}
