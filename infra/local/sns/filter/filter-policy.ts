/**
 * What SNS takes as a filter policy: the language of event patterns, less some operators, within limits of its own.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */

import type { EventPattern } from '../../eventbridge/pattern/event-pattern.ts';
import { InvalidPattern } from '../../eventbridge/pattern/invalid-pattern.ts';
import { cachedPattern } from '../../eventbridge/pattern/pattern-cache.ts';
import { invalidParameter } from '../sns-errors.ts';
import type { FilterScope } from './filter-scope.ts';
import { missingOperator } from './missing-operator.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const LARGEST_BYTES = 256 * 1024;
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** Refuses a policy SNS would not take. */
export function checkFilterPolicy(text: string, scope: FilterScope): void {
  if (Buffer.byteLength(text) > LARGEST_BYTES) throw refused('Filter policy is too large');
  const policy = parsed(text);
  const pattern = compiled(text);
  const missing = missingOperator(policy);
  if (missing !== undefined) throw refused(missing);
  if (Object.keys(policy).length > MOST_KEYS) throw refused(`Filter policy can not have more than ${MOST_KEYS} keys`);
  if (scope === 'MessageAttributes' && isNested(policy))
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  if (combinations(pattern, scope) > MOST_COMBINATIONS) throw refused('Filter policy is too complex');
}

type Policy = Readonly<Record<string, unknown>>;

function parsed(text: string): Policy {
  try {
    return JSON.parse(text) as Policy;
  } catch {
    throw refused(`failed to parse JSON. ${reasonAgainst(text) ?? 'Unexpected end of the text'}`);
  }
}

function compiled(text: string): EventPattern {
  try {
    return cachedPattern(text);
  } catch (error) {
    if (error instanceof InvalidPattern) throw refused(error.message);
    throw error;
  }
}

function reasonAgainst(text: string): string | undefined {
  try {
    cachedPattern(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A list under a name is of values, but under `$or` of policies. */
function isNested(policy: Policy): boolean {
  return Object.entries(policy).some(([name, value]) =>
    name === '$or' ? (value as readonly Policy[]).some(isNested) : !Array.isArray(value),
  );
}

/** For every way through the `$or`s: the product of how many values each key has, times how deep it lies. */
function combinations(pattern: EventPattern, scope: FilterScope): number {
  let sum = 0;
  for (const fields of pattern.branches) {
    let product = 1;
    for (const { path, tests, mayBeAbsent } of fields) {
      const depth = scope === 'MessageBody' ? path.split('.').length : 1;
      product *= (tests.length + (mayBeAbsent ? 1 : 0)) * depth;
    }
    sum += product;
  }
  return sum;
}

function refused(reason: string) {
  return invalidParameter(`FilterPolicy: ${reason}`);
}
