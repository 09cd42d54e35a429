/** Compares what readers were answered with the log: an order at a version is the fold of its events up to there. */

import type { LogEntry } from '../../../domain/ports/event-store.ts';
import { describeOrder } from '../../../domain/order/describe-order.ts';
import type { OrderState } from '../../../domain/order/order.ts';
import { newestFold } from '../../../domain/projection.ts';
import { freshFold } from '../../../projections/audit/compare-row.ts';
import { order as projection } from '../../../projections/order/order.ts';
import type { Witnessed } from './ask-orders.ts';

/** The orders that were answered wrongly, with their versions. */
export async function wronglyWitnessed(
  witnessed: Witnessed,
  logOf: (order: string) => AsyncIterable<LogEntry>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [order, versions] of witnessed) {
    const log = await Array.fromAsync(logOf(order));
    for (const [version, text] of versions) {
      const { state } = freshFold(newestFold(projection), order, log.slice(0, version));
      if (JSON.stringify(describeOrder(state as OrderState)) !== text) wrong.push(`${order} ${version}`);
    }
  }
  return wrong;
}
