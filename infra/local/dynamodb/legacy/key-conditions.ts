/** KeyConditions, the key condition from before expressions. */

import { validationError } from '../errors.ts';
import type { KeyTest } from '../reading/key-tests.ts';
import type { LegacyCondition } from './legacy-parameters.ts';

/** Tests by attribute name. Throws ValidationException. */
export function legacyKeyTests(_conditions: Readonly<Record<string, LegacyCondition>>): Map<string, KeyTest> {
  throw validationError('KeyConditions is not supported: use KeyConditionExpression');
}
