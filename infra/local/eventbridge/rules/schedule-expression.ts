/** `rate(5 minutes)` and `cron(0 12 * * ? *)`. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */

import { invalid } from '../validation.ts';

/** Throws the `ValidationException` of AWS unless the text is a schedule. */
export function checkedSchedule(text: string): void {
  if (!isRate(text) && !isCron(text)) throw invalid('Parameter ScheduleExpression is not valid.');
}

/** One of a unit is singular, several are plural. */
function isRate(text: string): boolean {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) return false;
  return text.endsWith('s)') === Number(count) > 1;
}

function isCron(text: string): boolean {
  const fields = /^cron\((\S+ \S+ \S+ \S+ \S+ \S+)\)$/.exec(text)?.[1]?.split(' ');
  return fields !== undefined && (fields[2] === '?') !== (fields[4] === '?');
}
