/** What there is to audit: the folds of our read models, and where their rows are. */

import { evolve, initialOrder } from '../../../domain/order/order.ts';
import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { recordedEvent } from '../../../domain/recorded-event.ts';
import { contribution, type Contribution } from '../../../domain/sales/contribution.ts';
import { evolveSales, initialSales, type SalesState } from '../../../domain/sales/sales-state.ts';
import { upcast } from '../../../domain/upcast.ts';
import { difference, sum } from '../../../projections/sales/sums.ts';
import type { ReadTables } from '../../aws/read-tables.ts';
import type { AuditedModel, AuditedSums, AuditParts } from './audit.ts';

/** Good for one audit. */
export function auditParts(tables: ReadTables): AuditParts {
  const { log, logOf } = tables;
  return { log, logOf, models: [orderModel(tables), salesModel(tables)], sums: salesSums(tables) };
}

function orderModel({ order }: ReadTables): AuditedModel {
  return {
    name: 'order',
    orders: order.orders,
    fold: (id, log) => events(log).reduce(evolve, initialOrder(id)),
    async load(orders) {
      const rows = await order.load(orders);
      return new Map(Array.from(rows, ([id, { version, state }]) => [id, { version, content: state }]));
    },
  };
}

/** A row must also say truly what it has added to the sums. */
function salesModel({ sales }: ReadTables): AuditedModel {
  return {
    name: 'sales',
    orders: sales.orders,
    fold: (_, log) => {
      const state = foldSales(log);
      return { state, added: difference({}, contribution(state)) };
    },
    async load(orders) {
      const rows = await sales.load(orders);
      return new Map(
        Array.from(rows, ([id, { version, state, added }]) => [
          id,
          { version, content: { state, added: difference({}, added) } },
        ]),
      );
    },
  };
}

function salesSums({ salesSums: read }: ReadTables): AuditedSums {
  let expected: Contribution = {};
  return {
    add(_, log) {
      expected = sum(expected, contribution(foldSales(log)));
    },
    async problems() {
      const actual = await read();
      return Object.keys(difference(expected, actual)).map((key) => ({
        kind: 'different',
        projection: 'sales',
        orderId: null,
        field: key,
        expected: expected[key as keyof Contribution] ?? null,
        actual: actual[key as keyof Contribution] ?? null,
      }));
    },
  };
}

function foldSales(log: readonly LogEntry[]): SalesState {
  return events(log).reduce(evolveSales, initialSales);
}

function events(log: readonly LogEntry[]) {
  return log.map((entry) => upcast(recordedEvent(entry)));
}
