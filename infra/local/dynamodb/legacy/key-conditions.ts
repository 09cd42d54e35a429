/** KeyConditions, the key condition from before expressions. */

import type { KeyTest } from '../reading/key-tests.ts';
import { checkConditions } from './comparison.ts';
import type { LegacyCondition } from './legacy-parameters.ts';

const OPERATORS: Readonly<Record<string, KeyTest['operator']>> = {
  EQ: '=',
  LE: '<=',
  LT: '<',
  GE: '>=',
  GT: '>',
  BEGINS_WITH: 'begins_with',
  BETWEEN: 'between',
};

/** Tests by attribute name. Throws ValidationException. */
export function legacyKeyTests(conditions: Readonly<Record<string, LegacyCondition>>): Map<string, KeyTest> {
  checkConditions(conditions);
  return new Map(
    Object.entries(conditions).map(([name, { ComparisonOperator, AttributeValueList: values = [] }]) => [
      name,
      { operator: OPERATORS[ComparisonOperator] ?? 'unindexable', values },
    ]),
  );
}
