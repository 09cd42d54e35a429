/** Checks the comparisons of legacy parameters: how many arguments, of which types. */

import { typeOf, type AttributeType, type AttributeValue } from '../attribute-value.ts';
import { compareValues } from '../compare-values.ts';
import { invalidParameter, validationError } from '../errors.ts';
import { validateValue } from '../validate-value.ts';
import type { LegacyCondition } from './legacy-parameters.ts';

type Values = readonly AttributeValue[];

const SCALARS: readonly AttributeType[] = ['S', 'N', 'B'];
const COMPARABLE: readonly AttributeType[] = [...SCALARS, 'SS', 'NS', 'BS'];

/** Types an operator's arguments may have. */
const TYPES: Readonly<Record<string, readonly AttributeType[]>> = {
  EQ: COMPARABLE,
  NE: COMPARABLE,
  LE: SCALARS,
  LT: SCALARS,
  GE: SCALARS,
  GT: SCALARS,
  CONTAINS: SCALARS,
  NOT_CONTAINS: SCALARS,
  BEGINS_WITH: ['S', 'B'],
  IN: SCALARS,
  BETWEEN: SCALARS,
};

/** The conditions of a filter or a key. Throws ValidationException. */
export function checkConditions(conditions: Readonly<Record<string, LegacyCondition>>): void {
  for (const { ComparisonOperator: operator, AttributeValueList: values = [] } of Object.values(conditions)) {
    values.forEach(validateValue);
    checkCount(operator, values);
    checkSameType(values);
    for (const value of values) {
      if (TYPES[operator]?.includes(typeOf(value)) === false)
        throw invalidParameter(`ComparisonOperator ${operator} is not valid for ${typeOf(value)} AttributeValue type`);
    }
    checkBounds(operator, values);
  }
}

export function checkCount(operator: string, { length }: Values): void {
  if (operator === 'IN' ? length > 0 : length === argumentsOf(operator)) return;
  throw invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
}

function argumentsOf(operator: string): number {
  return operator === 'NULL' || operator === 'NOT_NULL' ? 0 : operator === 'BETWEEN' ? 2 : 1;
}

export function checkSameType(values: Values): void {
  if (new Set(values.map(typeOf)).size > 1)
    throw invalidParameter('AttributeValues inside AttributeValueList must be of same type');
}

export function checkBounds(operator: string, [lower, upper]: Values): void {
  if (operator === 'BETWEEN' && lower && upper && (compareValues(lower, upper) ?? 0) > 0)
    throw validationError(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
}
