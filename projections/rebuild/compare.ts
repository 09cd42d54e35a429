/** The comparison: is every row, as it can be read, a fresh fold of its order's log at the row's own version? */

import type { Pass } from '../../domain/ports/control-records.ts';
import type { Generation, Row } from '../../domain/ports/read-model.ts';
import { versionAt } from '../../domain/fold-log.ts';
import { keysOf } from '../../domain/view-key.ts';
import { compareRow } from '../audit/compare-row.ts';
import { firstDifference, type Difference } from '../audit/first-difference.ts';
import type { AuditProblem } from '../audit/problem.ts';
import { passPage, type Page } from './pass.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** Readings of a row that changes while it is compared with its listings. */
const ATTEMPTS = 5;

/** One page of it, with the differences found there. */
export async function comparePage(
  at: { readonly generation: Generation; readonly pass: Pass },
  parts: RebuildParts,
): Promise<{ readonly pass: Pass; readonly problems: readonly AuditProblem[] }> {
  const { pass, results } = await passPage(at, parts, async (order, page) => {
    // An order whose live events are still on their way: they are not waited for.
    const written = isBehind(order, page) && (await page.bringUp(order));
    return { written, problem: await compareOrder(order, page, parts) };
  });
  return { pass, problems: results.flatMap(({ problem }) => problem ?? []) };
}

function isBehind(order: string, page: Page): boolean {
  return (page.rows.get(order)?.version ?? 0) < versionDue(order, page);
}

async function compareOrder(order: string, page: Page, parts: RebuildParts): Promise<AuditProblem | undefined> {
  let row = isBehind(order, page) ? await page.feed.rows.loadNewest(order) : page.rows.get(order);
  for (let attempt = 1; row !== undefined; attempt += 1) {
    const difference = (await differenceInRow(row, page, parts)) ?? (await differenceInListings(row, page, parts));
    if (difference === undefined) return undefined;
    const newest = await page.feed.rows.loadNewest(order);
    const changed = newest?.version !== row.version || newest.part !== row.part;
    if (!changed || attempt === ATTEMPTS) return problem('different', order, difference, parts);
    row = newest;
  }
  const expected = versionDue(order, page);
  return expected > 0 ? problem('missing', order, { field: 'version', expected, actual: undefined }, parts) : undefined;
}

async function differenceInRow(row: Row, { feed, logs }: Page, { store }: RebuildParts) {
  const log = logs.get(row.order) ?? [];
  const whole = row.version > headOf(row.order, logs) ? await Array.fromAsync(store.after(row.order, 0)) : log;
  if (row.version > (whole.at(-1)?.version ?? 0)) {
    return { field: 'version', expected: whole.at(-1)?.version, actual: row.version };
  }
  return compareRow(feed.fold, row, whole);
}

async function differenceInListings(row: Row, { feed }: Page, { readModel }: RebuildParts) {
  const keys = keysOf(row.listed);
  if (keys.length === 0) return undefined;
  return firstDifference(row.listed, await readModel.listings(feed.generation, keys), 'listed');
}

/** The version that the order's row has when it is up to the page. */
function versionDue(order: string, { feed, logs }: Page): number {
  return versionAt(feed.fold, logs.get(order) ?? []);
}

function headOf(order: string, logs: Page['logs']): number {
  return logs.get(order)?.at(-1)?.version ?? 0;
}

function problem(
  kind: AuditProblem['kind'],
  orderId: string,
  { field, expected, actual }: Difference,
  { projection: { name } }: RebuildParts,
): AuditProblem {
  return { kind, projection: name, orderId, field, expected: expected ?? null, actual: actual ?? null };
}
