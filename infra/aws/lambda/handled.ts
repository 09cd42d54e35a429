/** One JSON line for each handled batch or request: counts, ids and durations; never payloads or personal data. */

import type { Context } from 'aws-lambda';
import { pino } from 'pino';

const log = pino({
  base: null,
  level: process.env['LOG_LEVEL'] ?? 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
});

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Runs the handling of one batch or request and logs its line: with `fields` of the result, or with the error it threw.
 * `fields` with an `err` make an error of the line.
 */
export async function handled<T>(
  { awsRequestId }: Context,
  message: string,
  work: () => Promise<T>,
  fields: (result: T) => Fields,
): Promise<T> {
  const started = performance.now();
  const line = (more: Fields): Fields => ({
    requestId: awsRequestId,
    ...more,
    durationMs: Math.round(performance.now() - started),
  });
  try {
    const result = await work();
    const told = fields(result);
    log[told['err'] === undefined ? 'info' : 'error'](line(told), message);
    return result;
  } catch (err) {
    log.error(line({ err }), message);
    throw err;
  }
}

/** What a batch is about, for its log line: the orders and correlation ids, cut short where they are many. */
export function about(orderIds: Iterable<string>, correlationIds: Iterable<string | undefined>): Fields {
  const correlated = some(correlationIds);
  return { orderIds: some(orderIds), ...(correlated.length > 0 && { correlationIds: correlated }) };
}

function some(ids: Iterable<string | undefined>): string[] {
  return [...new Set(ids)].filter((id) => id !== undefined).slice(0, 20);
}
