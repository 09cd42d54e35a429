/** Sums over orders, and how one order's share of them changes. */

import { keysOf, type ViewKey } from './view-key.ts';

/** Counts and sums by name; 0 and absent are the same. */
export type Amounts = Readonly<Record<string, number>>;

export type Sums = Readonly<Record<ViewKey, Amounts>>;

/** The sums with the changes added; nothing that is 0, so that equal sums are equal as JSON. */
export function sum(sums: Sums, changes: Sums): Sums {
  const added = keysOf({ ...sums, ...changes }).map(
    (key) => [key, addAmounts(sums[key] ?? {}, changes[key] ?? {})] as const,
  );
  return Object.fromEntries(added.filter(([, amounts]) => Object.keys(amounts).length > 0));
}

/** All of them together. */
export async function total(all: AsyncIterable<Sums>): Promise<Sums> {
  const sums = new Map<ViewKey, Amounts>();
  for await (const some of all)
    for (const key of keysOf(some)) sums.set(key, addAmounts(sums.get(key) ?? {}, some[key] ?? {}));
  return sum({}, Object.fromEntries(sums));
}

/** What has to be added to `before` for it to be `after`; only what changes. */
export function difference(before: Sums, after: Sums): Sums {
  return sum(after, negative(before));
}

/** Without those that are 0. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  const names = Object.keys({ ...a, ...b });
  const added = names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, amount]) => amount !== 0));
}

function negative(sums: Sums): Sums {
  return Object.fromEntries(
    Object.entries<Amounts>(sums).map(([key, amounts]) => [
      key,
      Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, -amount])),
    ]),
  );
}
