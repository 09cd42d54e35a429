/** `rate(5 minutes)` and `cron(0 12 * * ? *)`. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */

import { invalid } from '../validation.ts';
import { parseCron } from './cron.ts';
import type { Schedule } from './schedule.ts';

/** Throws the `ValidationException` of AWS unless the text is a schedule. */
export function parseSchedule(text: string): Schedule {
  const schedule = parseRate(text) ?? parseCron(text);
  if (schedule === undefined) throw invalid('Parameter ScheduleExpression is not valid.');
  return schedule;
}

const UNITS_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** One of a unit is singular, several are plural. */
function parseRate(text: string): Schedule | undefined {
  const [, count, unit, plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(text) ?? [];
  const unitMs = UNITS_MS[unit ?? ''];
  if (count === undefined || unitMs === undefined || (plural === 's') !== Number(count) > 1) return undefined;
  const intervalMs = Number(count) * unitMs;
  return { nextMs: (afterMs) => afterMs + intervalMs };
}
