/** Expected, the condition from before expressions. */

import type { BoundCondition } from '../expressions/request-expressions.ts';
import { validationError } from '../errors.ts';
import type { Expected } from './legacy-parameters.ts';

/** The condition that says the same; undefined without one. */
export function expectedCondition(request: {
  readonly Expected?: Readonly<Record<string, Expected>>;
  readonly ConditionalOperator?: 'AND' | 'OR';
}): BoundCondition | undefined {
  if (request.Expected !== undefined || request.ConditionalOperator !== undefined)
    throw validationError('Expected is not supported: use ConditionExpression');
  return undefined;
}
