/** QueryFilter and ScanFilter, the filters from before expressions. */

import type { BoundCondition } from '../expressions/request-expressions.ts';
import { checkConditions } from './comparison.ts';
import { legacyCondition } from './legacy-condition.ts';
import type { LegacyCondition } from './legacy-parameters.ts';

/** The filter expression that says the same; undefined without a filter. Throws ValidationException. */
export function filterCondition(
  conditions: Readonly<Record<string, LegacyCondition>> | undefined,
  join: 'AND' | 'OR' | undefined,
): BoundCondition | undefined {
  if (conditions === undefined) return undefined;
  checkConditions(conditions);
  const comparisons = Object.entries(conditions).map(([name, { ComparisonOperator, AttributeValueList = [] }]) => ({
    name,
    operator: ComparisonOperator,
    values: AttributeValueList,
  }));
  return legacyCondition(comparisons, join);
}
