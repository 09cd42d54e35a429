/** Pages of IAM's listings. */

import type { XmlValue } from '../kernel/query-protocol.ts';
import { optionalNumber, optionalText, type QueryInput } from './query-input.ts';

export const PAGE_PARAMETERS = ['Marker', 'MaxItems'];

/** One page of `items`, as the list element `name` with IsTruncated and Marker. The marker is a position. */
export function page<Item>(
  input: QueryInput,
  name: string,
  items: readonly Item[],
  show: (item: Item) => XmlValue,
): Record<string, XmlValue> {
  const size = optionalNumber(input, 'MaxItems', 1, 1000) ?? 100;
  const start = Number(Buffer.from(optionalText(input, 'Marker') ?? '', 'base64url').toString()) || 0;
  const end = start + size;
  const more = end < items.length;
  return {
    [name]: { member: items.slice(start, end).map(show) },
    IsTruncated: more,
    Marker: more ? Buffer.from(String(end)).toString('base64url') : undefined,
  };
}
