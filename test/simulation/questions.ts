/** What readers ask of each read model, and what an answer tells of those that must follow it. */

import type { OrderState } from '../../domain/order/order.ts';
import { readListings } from '../../infra/aws/read-model/read-listings.ts';
import { readRow, type ReadModelTable } from '../../infra/aws/read-model/read-row.ts';
import { readSums, type SumRange } from '../../infra/aws/read-model/read-sums.ts';
import type { FromServed } from '../../infra/aws/read-model/from-served.ts';
import type { ProjectionName } from './projections.ts';
import { ORDERS, type Utterance } from './story.ts';

/** A row as a reader saw it. */
export interface Witnessed {
  readonly order: string;
  readonly version: number;
  readonly state: unknown;
}

export interface Finding {
  readonly problem?: string | undefined;
  readonly rows?: readonly Witnessed[];
}

export interface Asked {
  readonly table: ReadModelTable;
  readonly ask: FromServed;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly utterances: readonly Utterance[];
}

/** Each gives the question of one reader, to be asked again and again. */
export const questions: Readonly<Record<ProjectionName, (asked: Asked) => () => Promise<Finding>>> = {
  order: rowsNeverOlder,
  sales: (asked) => amountsNeverLess(asked, 'orders', { partition: '2026-01', from: '2026-01-01', to: '2026-01-31}' }),
  'product-demand': (asked) => amountsNeverLess(asked, 'ordered', { partition: 'sku', from: '!', to: '~'.repeat(64) }),
  'customer-orders': listedForEver,
  gallery: (asked) => withoutRows(rowsNeverOlder(asked)),
};

/** The version of an order never decreases. */
function rowsNeverOlder({ table, ask, pick }: Asked) {
  const versions = new Map<string, number>();
  return async (): Promise<Finding> => {
    const order = pick(ORDERS);
    const row = await ask((generation) => readRow<OrderState>(table, generation, order));
    const known = versions.get(order) ?? 0;
    const version = row?.version ?? 0;
    versions.set(order, version);
    return {
      rows: row ? [{ order, version, state: row.state }] : [],
      problem: version < known ? `${order} went from version ${known} to ${version}` : undefined,
    };
  };
}

/** Only rows of orders are compared with what the log says of them. */
function withoutRows(ask: () => Promise<Finding>) {
  return async (): Promise<Finding> => ({ problem: (await ask()).problem });
}

/** An order is created once in these runs: so what creations count never becomes less. */
function amountsNeverLess({ table, ask }: Asked, name: string, range: SumRange) {
  let known: ReadonlyMap<string, number> = new Map();
  return async (): Promise<Finding> => {
    const sums = await ask((generation) => readSums(table, generation, range));
    const amounts = new Map(sums.map(([sort, all]) => [sort, all[name] ?? 0]));
    const less = [...known].find(([sort, amount]) => (amounts.get(sort) ?? 0) < amount);
    known = amounts;
    const problem = less && `${name} of ${less[0]} went from ${less[1]} to ${amounts.get(less[0]) ?? 0}`;
    return { problem };
  };
}

/** An order is created once in these runs: so it never leaves its customer. */
function listedForEver({ table, ask, pick, utterances }: Asked) {
  const customers = utterances.flatMap(({ content }) => customerOf(content));
  const known = new Map<string, readonly string[]>();
  return async (): Promise<Finding> => {
    const partition = customers.length === 0 ? 'nobody' : pick(customers);
    const listings = await ask((generation) => readListings(table, generation, { partition, limit: 50 }));
    const sorts = listings.map(({ sort }) => sort);
    const missing = known.get(partition)?.find((sort) => !sorts.includes(sort));
    known.set(partition, sorts);
    return { problem: missing && `the listing ${missing} of ${partition} is gone` };
  };
}

function customerOf(content: Utterance['content']): string[] {
  const { data } = content as { data?: { customer?: { id?: string } | null } };
  return data?.customer?.id === undefined ? [] : [data.customer.id];
}
