/** AWS's cron: minutes, hours, day of month, month, day of week, year, in UTC. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */

import { parseDayOfMonth, parseDayOfWeek, type DayTest } from './cron-days.ts';
import { parseCronField } from './cron-field.ts';
import type { Schedule } from './schedule.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** The schedule, or undefined if the text is none. Exactly one of the two day fields must be `?`. */
export function parseCron(text: string): Schedule | undefined {
  const fields = /^cron\(([^()]+)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minute = '', hour = '', monthDay = '', month = '', weekDay = '', year = ''] = fields;
  if ((monthDay === '?') === (weekDay === '?')) return undefined;
  const minutes = parseCronField(minute, { min: 0, max: 59 });
  const hours = parseCronField(hour, { min: 0, max: 23 });
  const months = parseCronField(month, { min: 1, max: 12, names: MONTHS });
  const years = parseCronField(year, { min: FIRST_YEAR, max: LAST_YEAR });
  const day = monthDay === '?' ? parseDayOfWeek(weekDay) : parseDayOfMonth(monthDay);
  if (!minutes || !hours || !months || !years || !day) return undefined;
  const lastYear = Math.max(...years);
  const matches: DayTest = (date) =>
    years.has(date.getUTCFullYear()) && months.has(date.getUTCMonth() + 1) && day(date);
  return { nextMs: (afterMs) => nextTime(afterMs, { matches, hours, minutes, lastYear }) };
}

interface Times {
  readonly matches: DayTest;
  readonly hours: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly lastYear: number;
}

function nextTime(afterMs: number, { matches, hours, minutes, lastYear }: Times): number | undefined {
  const from = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  for (let midnight = from - (from % DAY_MS); new Date(midnight).getUTCFullYear() <= lastYear; midnight += DAY_MS) {
    if (!matches(new Date(midnight))) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = midnight + (hour * 60 + minute) * MINUTE_MS;
        if (time >= from) return time;
      }
    }
  }
  return undefined;
}
