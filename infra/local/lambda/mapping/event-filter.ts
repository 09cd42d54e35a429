/** Filter criteria of a mapping. https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */

import { invalidParameter } from '../function/function-errors.ts';

/** Checks event patterns. */
export function checkFilters(filters: readonly { readonly Pattern?: string }[]): string[] {
  if (filters.length > 0) throw invalidParameter('The local engine does not support FilterCriteria.');
  return [];
}

/** Whether a record matches one of the patterns; with none, every record does. */
export function passesFilters(filters: readonly string[], _record: unknown): boolean {
  return filters.length === 0;
}
