/** `GET /sales?from=&to=`: sums by UTC day and currency. */

import { noSales, type Contribution, type Sales, type SalesKey } from '../../../domain/sales/contribution.ts';
import { found, type HttpAnswer, type HttpQuestion } from '../../http/http-answer.ts';
import { badParameter } from '../../http/problem.ts';
import { keysOf, nonZero } from '../sums.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_DAYS = 3 * 366;

/** `readSums` gives the sums of the days from the first to the second, inclusive. */
export function getSales(readSums: (from: string, to: string) => Promise<Contribution>) {
  return async ({ query }: HttpQuestion): Promise<HttpAnswer> => {
    const { from = '', to = '' } = query;
    if (!isDay(from)) return badParameter('from', 'is a UTC day like 2026-01-31');
    if (!isDay(to)) return badParameter('to', 'is a UTC day like 2026-01-31, the last one included');
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    if (days < 1) return badParameter('to', 'is not before "from"');
    if (days > MAX_DAYS) return badParameter('to', `is at most ${MAX_DAYS} days after "from": ask for less at a time`);
    const sums = nonZero(await readSums(from, to));
    return found({
      days: keysOf(sums)
        .sort()
        .map((key) => row(key, sums[key] ?? noSales)),
    });
  };
}

function row(key: SalesKey, { orders, units, revenueMinor, paidMinor, refundedMinor, cancelled }: Sales) {
  const [day, currency] = key.split('|');
  return { day, currency, orders, units, revenueMinor, paidMinor, refundedMinor, cancelled };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
