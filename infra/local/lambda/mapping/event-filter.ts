/** Filter criteria of a mapping: event patterns, of which a record must match one. */

import { eventLeaves } from '../../eventbridge/pattern/event-leaves.ts';
import { InvalidPattern } from '../../eventbridge/pattern/invalid-pattern.ts';
import { matchesPattern } from '../../eventbridge/pattern/match-pattern.ts';
import { cachedPattern } from '../../eventbridge/pattern/pattern-cache.ts';
import { invalidParameter } from '../function/function-errors.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const MAX_FILTERS = 5;
const MAX_PATTERN_CHARACTERS = 4096;

/** The patterns, if they are valid; an empty list removes filtering. */
export function checkFilters(filters: readonly { readonly Pattern?: string }[]): string[] {
  if (filters.length > MAX_FILTERS)
    throw invalidParameter(
      `1 validation error detected: Value at 'filterCriteria.filters' failed to satisfy constraint: Member must have length less than or equal to ${MAX_FILTERS}`,
    );
  return filters.map(({ Pattern = '{}' }) => {
    if (!isValid(Pattern)) throw invalidParameter('Invalid filter pattern definition.');
    return Pattern;
  });
}

function isValid(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN_CHARACTERS) return false;
  try {
    cachedPattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof InvalidPattern) return false;
    throw error;
  }
}

/**
 * Whether a record, as the function would receive it, matches one of the patterns; with none, every record does. A body
 * or data that is JSON is matched as JSON.
 */
export function passesFilters(filters: readonly string[], record: Readonly<Record<string, unknown>>): boolean {
  if (filters.length === 0) return true;
  const leaves = eventLeaves(filtered(record));
  return filters.some((pattern) => matchesPattern(cachedPattern(pattern), leaves));
}

/** Kinesis data stands beside the record's metadata for filters, decoded; an SQS body in its place, parsed. */
function filtered(record: Readonly<Record<string, unknown>>): object {
  if (typeof record['body'] === 'string') return { ...record, body: parsed(record['body']) };
  const kinesis = record['kinesis'] as { readonly data: string } | undefined;
  if (kinesis === undefined) return record;
  const { data, ...metadata } = kinesis;
  return { ...record, kinesis: metadata, ...metadata, data: parsed(Buffer.from(data, 'base64').toString('utf8')) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
