/** One field of a cron expression: `*`, `5`, `1-5`, `0/15`, `MON-FRI`, or several of them with commas between. */

interface CronRange {
  readonly min: number;
  readonly max: number;
  /** Names of the numbers from `min` on. */
  readonly names?: readonly string[];
}

/** The numbers it stands for in ascending order, or undefined if it is none. `?` stands for all. */
export function parseCronField(text: string, range: CronRange): ReadonlySet<number> | undefined {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const some = numbersOf(part, range);
    if (some === undefined) return undefined;
    numbers.push(...some);
  }
  return new Set(numbers.sort((left, right) => left - right));
}

function numbersOf(part: string, range: CronRange): number[] | undefined {
  const [, span = '', step] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
  const [first, last, ...rest] = span === '*' || span === '?' ? [range.min, range.max] : endsOf(span, range);
  if (first === undefined || rest.length > 0) return undefined;
  const end = last ?? (step === undefined ? first : range.max);
  if (first < range.min || end > range.max || first > end) return undefined;
  const numbers: number[] = [];
  for (let number = first; number <= end; number += Number(step ?? 1)) numbers.push(number);
  return numbers;
}

function endsOf(span: string, range: CronRange): (number | undefined)[] {
  return span.split('-').map((end) => numberOf(end, range));
}

function numberOf(text: string, { min, names = [] }: CronRange): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toUpperCase());
  return index < 0 ? undefined : min + index;
}
