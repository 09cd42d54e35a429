/** Goes through a bucket's keys in order, rolling up those that share a prefix to a delimiter. */

import type { Transaction } from '../../kernel/store.ts';
import { pastKey, prefixRange, versionsIn, type ObjectVersion } from '../store/version-store.ts';

export type ListedEntry =
  { readonly type: 'object'; readonly object: ObjectVersion } | { readonly type: 'prefix'; readonly prefix: string };

export interface Walk {
  readonly bucket: string;
  readonly prefix: string;
  /** '' for none. */
  readonly delimiter: string;
  /** The position to begin at, if not at the first key. */
  readonly from: string | undefined;
}

/** Current objects and common prefixes; a key behind a delete marker is not there. */
export function* walkKeys(tx: Transaction, { bucket, prefix, delimiter, from }: Walk): Generator<ListedEntry> {
  const range = prefixRange(bucket, prefix);
  let start: string | undefined = from !== undefined && from > range.from ? from : range.from;
  while (start !== undefined) {
    const begin: string = start;
    start = undefined;
    let seen: string | undefined;
    for (const version of versionsIn(tx, { from: begin, to: range.to })) {
      if (version.key === seen) continue;
      seen = version.key;
      if (version.type === 'delete-marker') continue;
      const common = commonPrefix(version.key, prefix, delimiter);
      if (common === undefined) yield { type: 'object', object: version };
      else {
        yield { type: 'prefix', prefix: common };
        start = prefixRange(bucket, common).to;
        break;
      }
    }
  }
}

/** The part of a key up to the first delimiter behind the prefix, if it has one there. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** The position past a key, or past everything a common prefix stands for if the key is one. */
export function pastEntry(bucket: string, entry: string, prefix: string, delimiter: string): string {
  const rolledUp = entry.startsWith(prefix) && commonPrefix(entry, prefix, delimiter) === entry;
  return rolledUp ? prefixRange(bucket, entry).to : pastKey(bucket, entry);
}
