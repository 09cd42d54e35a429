/** AttributeUpdates, the update from before expressions. */

import type { BoundUpdate } from '../expressions/request-expressions.ts';
import { validationError } from '../errors.ts';
import type { AttributeUpdate } from './legacy-parameters.ts';

/** The update that says the same; undefined without one. */
export function attributeUpdates(
  updates: Readonly<Record<string, AttributeUpdate>> | undefined,
): BoundUpdate | undefined {
  if (updates !== undefined) throw validationError('AttributeUpdates is not supported: use UpdateExpression');
  return undefined;
}
