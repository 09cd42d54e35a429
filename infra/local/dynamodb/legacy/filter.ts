/** QueryFilter and ScanFilter, the filters from before expressions. */

import type { BoundCondition } from '../expressions/request-expressions.ts';
import { validationError } from '../errors.ts';
import type { LegacyCondition } from './legacy-parameters.ts';

/** The filter that says the same; undefined without one. */
export function filterCondition(
  conditions: Readonly<Record<string, LegacyCondition>> | undefined,
  _operator: 'AND' | 'OR' | undefined,
): BoundCondition | undefined {
  if (conditions !== undefined) throw validationError('Legacy filters are not supported: use FilterExpression');
  return undefined;
}
