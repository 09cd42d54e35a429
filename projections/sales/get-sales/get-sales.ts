/** `GET /sales?from=&to=`: sums by UTC day and currency. */

import { noSales } from '../../../domain/sales/contribution.ts';
import type { Amounts } from '../../../domain/sums.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../../http/http-answer.ts';
import { badParameter } from '../../../http/problem.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_DAYS = 3 * 366;

export interface MonthRange {
  /** `2026-01` */
  readonly partition: string;
  /** What is asked for of it: days with their currencies, from the one to the other. */
  readonly from: string;
  readonly to: string;
}

/** `readMonths` gives sums by day and currency (`2026-01-31|EUR`), those of each range by name. */
export function getSales(
  readMonths: (ranges: readonly MonthRange[]) => Promise<readonly (readonly [string, Amounts])[]>,
) {
  return async ({ query }: HttpQuestion): Promise<HttpAnswer> => {
    const { from = '', to = '' } = query;
    if (!isDay(from)) return badParameter('from', 'is a UTC day like 2026-01-31');
    if (!isDay(to)) return badParameter('to', 'is a UTC day like 2026-01-31, the last one included');
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    if (days < 1) return badParameter('to', 'is not before "from"');
    if (days > MAX_DAYS) return badParameter('to', `is at most ${MAX_DAYS} days after "from": ask for less at a time`);
    // A day's sums go on with "|" and the currency; "}" is the character after it.
    const sums = await readMonths(months(from, to).map((partition) => ({ partition, from, to: `${to}}` })));
    return found({ days: sums.filter(([, amounts]) => Object.keys(amounts).length > 0).map(describe) });
  };
}

function describe([key, amounts]: readonly [string, Amounts]) {
  const [day, currency] = key.split('|');
  return { day, currency, ...noSales, ...amounts };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function months(from: string, to: string): string[] {
  const found: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; month.toISOString().slice(0, 7) <= to.slice(0, 7); month.setUTCMonth(month.getUTCMonth() + 1)) {
    found.push(month.toISOString().slice(0, 7));
  }
  return found;
}
