/** Where something stands that is kept across orders: in a partition, which is read as a whole, at a place in its order. */

/** `PARTITION/SORT`; made by `viewKey`. */
export type ViewKey = `${string}/${string}`;

export function viewKey(partition: string, sort: string): ViewKey {
  return `${encodeURIComponent(partition.toWellFormed())}/${sort}`;
}

/** The partition comes back encoded, as it stands in the key. */
export function splitViewKey(key: ViewKey): { readonly partition: string; readonly sort: string } {
  const at = key.indexOf('/');
  return { partition: key.slice(0, at), sort: key.slice(at + 1) };
}

export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
