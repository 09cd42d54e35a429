/**
 * Reads one page: entries of a range until there are enough, or 1 MB is read.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */

import type { Context } from '../../kernel/context.ts';
import type { Range } from '../../kernel/tuple-key.ts';
import { pick, type Item } from '../attribute-value.ts';
import { consumedCapacity, readUnits, type ReturnConsumedCapacity } from '../capacity.ts';
import { fulfils, type BoundCondition, type BoundProjection } from '../expressions/request-expressions.ts';
import { itemKey } from '../item-key.ts';
import { storedItem, type StoredItem } from '../stored-item.ts';
import type { ReadSource, Select } from './read-source.ts';

const PAGE_BYTES = 1024 * 1024;

interface PageRequest {
  readonly source: ReadSource;
  readonly range: Range;
  readonly backward?: boolean;
  readonly limit: number | undefined;
  /** Completes entries of an index from the table. */
  readonly fetch: boolean;
  readonly filter: BoundCondition | undefined;
  readonly projection: BoundProjection | undefined;
  readonly select: Select | undefined;
  readonly consistent: boolean | undefined;
  readonly returnCapacity: ReturnConsumedCapacity | undefined;
}

/** The output of Query and Scan. */
export function readPage(context: Context, request: PageRequest) {
  const { source, filter, projection, select } = request;
  const page = read(context, request);
  const items = filter ? page.items.filter((item) => fulfils(item, filter)) : page.items;
  return {
    ...(select !== 'COUNT' && { Items: projection ? items.map(projection.project) : items }),
    Count: items.length,
    ScannedCount: page.items.length,
    ...(page.last && { LastEvaluatedKey: pick(page.last, source.startKeyNames) }),
    ConsumedCapacity: capacity(request, page),
  };
}

interface Page {
  readonly items: Item[];
  /** The entry the page stopped at; undefined at the end of the range. */
  readonly last: Item | undefined;
  readonly bytes: number;
  readonly fetchedBytes: number;
}

function read(context: Context, { source, range, backward = false, limit, fetch }: PageRequest): Page {
  const items: Item[] = [];
  let bytes = 0;
  let fetchedBytes = 0;
  for (const [, entry] of context.tx.scan<StoredItem>(range, { reverse: backward })) {
    const stored = fetch ? (storedItem(context, itemKey(source.table, entry.item)) ?? entry) : entry;
    items.push(stored.item);
    bytes += entry.bytes;
    if (fetch) fetchedBytes += Math.ceil(stored.bytes / 4096) * 4096;
    if (items.length === limit || bytes >= PAGE_BYTES) return { items, last: entry.item, bytes, fetchedBytes };
  }
  return { items, last: undefined, bytes, fetchedBytes };
}

function capacity({ source: { table, index }, consistent, returnCapacity, fetch }: PageRequest, page: Page) {
  const units = readUnits(page.bytes, consistent);
  return consumedCapacity(returnCapacity, {
    tableName: table.name,
    tableUnits:
      index === undefined ? units : fetch && page.fetchedBytes > 0 ? readUnits(page.fetchedBytes, consistent) : 0,
    indexUnits: index === undefined ? [] : [{ index, units }],
  });
}
