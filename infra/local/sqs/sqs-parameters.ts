/** Readers of request parameters that several operations share. */

import { invalidValue } from './sqs-errors.ts';

/** A whole number within bounds; undefined if not given. The Query protocol brings it as text. */
export function integerParameter(
  value: number | string | undefined,
  name: string,
  from: number,
  to: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (!Number.isInteger(number) || number < from || number > to)
    throw invalidValue(value, name, `Must be between ${from} and ${to}, if provided.`);
  return number;
}
