/** The day fields of cron with their extras: `L` and `W` in the day of month, `L` and `#` in the day of week. */

import { parseCronField } from './cron-field.ts';

/** Whether a day, given by its midnight in UTC, is meant. */
export type DayTest = (day: Date) => boolean;

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const WEEKDAY_RANGE = { min: 1, max: 7, names: WEEKDAYS };
const DAY_MS = 86_400_000;

/** `L` is the month's last day, `15W` the weekday nearest to the 15th within the month. */
export function parseDayOfMonth(text: string): DayTest | undefined {
  if (text === 'L') return (day) => day.getUTCDate() === lastDateOf(day);
  if (text === 'LW') return (day) => day.getUTCDate() === nearestWeekday(day, lastDateOf(day));
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const date = Number(nearest);
    if (date < 1 || date > 31) return undefined;
    return (day) => date <= lastDateOf(day) && day.getUTCDate() === nearestWeekday(day, date);
  }
  const dates = parseCronField(text, { min: 1, max: 31 });
  return dates && ((day) => dates.has(day.getUTCDate()));
}

/** Sunday is 1. `3#2` is the month's second Tuesday, `6L` its last Friday, `L` Saturday. */
export function parseDayOfWeek(text: string): DayTest | undefined {
  const [, ofWeek, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (ofWeek !== undefined) {
    const wanted = oneWeekday(ofWeek);
    return wanted === undefined
      ? undefined
      : (day) => weekdayOf(day) === wanted && Math.ceil(day.getUTCDate() / 7) === Number(nth);
  }
  if (text === 'L') return (day) => weekdayOf(day) === 7;
  const last = /^(\w+)L$/.exec(text)?.[1];
  if (last !== undefined) {
    const wanted = oneWeekday(last);
    return wanted === undefined
      ? undefined
      : (day) => weekdayOf(day) === wanted && day.getUTCDate() + 7 > lastDateOf(day);
  }
  const days = parseCronField(text, WEEKDAY_RANGE);
  return days && ((day) => days.has(weekdayOf(day)));
}

function oneWeekday(text: string): number | undefined {
  const days = parseCronField(text, WEEKDAY_RANGE);
  return days?.size === 1 ? [...days][0] : undefined;
}

function weekdayOf(day: Date): number {
  return day.getUTCDay() + 1;
}

function lastDateOf(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}

/** A Saturday becomes the Friday before, a Sunday the Monday after, unless that lies in another month. */
function nearestWeekday(day: Date, date: number): number {
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), date);
  const shift = SHIFTS[new Date(midnight).getUTCDay()] ?? 0;
  const moved = new Date(midnight + shift * DAY_MS);
  return moved.getUTCMonth() === day.getUTCMonth() ? moved.getUTCDate() : date - 2 * shift;
}

/** Days to the nearest weekday, from Sunday on. */
const SHIFTS = [1, 0, 0, 0, 0, 0, -1];
