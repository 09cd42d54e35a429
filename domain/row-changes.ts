/** What changes across orders when a row gets another state. */

import { canonicalJson } from './canonical-json.ts';
import type { Row } from './ports/read-model.ts';
import type { Fold, Listings } from './projection.ts';
import { difference, sum, type Amounts, type Sums } from './sums.ts';
import { keysOf, type ViewKey } from './view-key.ts';

export type Change =
  | { readonly type: 'sum'; readonly key: ViewKey; readonly amounts: Amounts }
  /** No content where the order is not listed there any more. */
  | { readonly type: 'listing'; readonly key: ViewKey; readonly content: unknown };

export interface Changes {
  readonly changes: Change[];
  /** What the row says of itself when all are made. */
  readonly added: Sums;
  readonly listed: Listings;
}

type Kept = Pick<Row, 'added' | 'listed'>;

const nothing: Kept = { added: {}, listed: {} };

export function changesOf<State>(fold: Fold<State>, previous: Row | undefined, state: State): Changes {
  const before = previous ?? nothing;
  const after = keptOf(fold, state);
  const sums = difference(before.added, after.added);
  const listings = keysOf({ ...before.listed, ...after.listed }).filter((key) => !same(before, after, key));
  return {
    changes: [
      ...keysOf(sums).map((key): Change => ({ type: 'sum', key, amounts: sums[key] ?? {} })),
      ...listings.map((key): Change => ({ type: 'listing', key, content: after.listed[key] })),
    ],
    ...after,
  };
}

/** What a row of the state keeps across orders. */
export function keptOf<State>({ sums, listings }: Fold<State>, state: State): Kept {
  return { added: sum({}, sums?.(state) ?? {}), listed: listings?.(state) ?? {} };
}

/** What the row keeps when only these changes are made. */
export function withChanges({ added, listed }: Kept, changes: readonly Change[]): Kept {
  let sums = added;
  const listings: Record<ViewKey, unknown> = { ...listed };
  for (const change of changes) {
    if (change.type === 'sum') sums = sum(sums, { [change.key]: change.amounts });
    else if (change.content === undefined) delete listings[change.key];
    else listings[change.key] = change.content;
  }
  return { added: sums, listed: listings };
}

function same({ listed: before }: Kept, { listed: after }: Kept, key: ViewKey): boolean {
  return canonicalJson({ value: before[key] }) === canonicalJson({ value: after[key] });
}
