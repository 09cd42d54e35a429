/** What a Query or Scan reads: a table or one of its indexes. */

import { validationError } from '../errors.ts';
import { invalidParameter } from '../errors.ts';
import { projectedNames } from '../index-entries.ts';
import { indexKey, indexPrefix, itemKey, itemPrefix } from '../item-key.ts';
import type { Item } from '../attribute-value.ts';
import { keyNames, type KeySchema, type SecondaryIndex, type Table } from '../table.ts';

export interface ReadSource {
  readonly table: Table;
  readonly index: SecondaryIndex | undefined;
  readonly key: KeySchema;
  /** Begins the store's key of every entry. */
  readonly prefix: string;
  /** Attributes of ExclusiveStartKey and LastEvaluatedKey. */
  readonly startKeyNames: readonly string[];
}

/** Throws ValidationException for an index that is not there. */
export function readSource(table: Table, indexName: string | undefined, consistent: boolean | undefined): ReadSource {
  if (indexName === undefined) {
    const { key } = table;
    return { table, index: undefined, key, prefix: itemPrefix(table), startKeyNames: keyNames(key) };
  }
  const index = table.indexes.find(({ name }) => name === indexName);
  if (index === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  if (index.scope === 'global' && consistent)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  const startKeyNames = [...new Set([...keyNames(table.key), ...keyNames(index.key)])];
  return { table, index, key: index.key, prefix: indexPrefix(table, index), startKeyNames };
}

/** The store's key of an entry with these key attributes. */
export function entryKey({ table, index }: ReadSource, keys: Item): string {
  return index === undefined ? itemKey(table, keys) : indexKey(table, index, keys);
}

export type Select = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT';

interface Selection {
  readonly select: Select | undefined;
  /** The attributes the request projects to, if it does. */
  readonly heads: readonly string[] | undefined;
}

/** Whether entries of a local index must be completed from the table. Throws where a global one would have to be. */
export function mustFetch({ table, index }: ReadSource, { select, heads }: Selection): boolean {
  if (index === undefined) return false;
  const names = projectedNames(table, index);
  if (names === undefined) return false;
  if (select === 'ALL_ATTRIBUTES') {
    if (index.scope === 'local') return true;
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const missing = heads?.filter((head) => !names.includes(head)) ?? [];
  if (missing.length === 0) return false;
  if (index.scope === 'local') return true;
  throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(', ')}]`);
}
