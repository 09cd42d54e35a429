/**
 * Expected, the condition from before expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Expected.html
 */

import { invalidParameter } from '../errors.ts';
import type { BoundCondition } from '../expressions/request-expressions.ts';
import { validateValue } from '../validate-value.ts';
import { checkBounds, checkCount, checkSameType } from './comparison.ts';
import { legacyCondition, type Comparison } from './legacy-condition.ts';
import type { Expected } from './legacy-parameters.ts';

/** The condition expression that says the same; undefined without one. Throws ValidationException. */
export function expectedCondition(request: {
  readonly Expected?: Readonly<Record<string, Expected>>;
  readonly ConditionalOperator?: 'AND' | 'OR';
}): BoundCondition | undefined {
  if (request.Expected === undefined) return undefined;
  const comparisons = Object.entries(request.Expected).map(([name, expected]) => comparisonOf(name, expected));
  return legacyCondition(comparisons, request.ConditionalOperator);
}

function comparisonOf(name: string, expected: Expected): Comparison {
  const { Value: value, AttributeValueList: values, ComparisonOperator: operator } = expected;
  if (values !== undefined && value !== undefined)
    throw invalidParameter(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
  if (operator !== undefined) return withOperator(name, operator, expected);
  if (values !== undefined)
    throw invalidParameter(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
  return withExists(name, expected);
}

function withOperator(name: string, operator: string, expected: Expected): Comparison {
  const { Value: value, AttributeValueList: list, Exists: exists } = expected;
  if (exists !== undefined)
    throw invalidParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
  if (operator !== 'NULL' && operator !== 'NOT_NULL' && list === undefined && value === undefined)
    throw invalidParameter(
      `Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${name}`,
    );
  const values = list ?? (value === undefined ? [] : [value]);
  checkCount(operator, values);
  values.forEach(validateValue);
  checkSameType(values);
  checkBounds(operator, values);
  return { name, operator, values };
}

function withExists(name: string, { Value: value, Exists: exists }: Expected): Comparison {
  if (exists === false) {
    if (value !== undefined) throw invalidParameter(`Value cannot be used when Exists is false for Attribute: ${name}`);
    return { name, operator: 'NULL', values: [] };
  }
  if (value === undefined)
    throw invalidParameter(`Value must be provided when Exists is ${exists ?? 'null'} for Attribute: ${name}`);
  validateValue(value);
  return { name, operator: 'EQ', values: [value] };
}
