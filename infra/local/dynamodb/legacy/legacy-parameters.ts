/**
 * The parameters from before expressions, still in the API: each is turned into the expression that says the same.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
 */

import type { AttributeValue } from '../attribute-value.ts';
import { validationError } from '../errors.ts';

export interface Expected {
  readonly Value?: AttributeValue;
  readonly Exists?: boolean;
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
}

export interface LegacyCondition {
  readonly ComparisonOperator: string;
  readonly AttributeValueList?: readonly AttributeValue[];
}

export interface AttributeUpdate {
  readonly Action?: string;
  readonly Value?: AttributeValue;
}

/** Refuses what does not go together. `parameters` are the operation's, by the kind they are of. */
export function checkParameters(request: object, expressions: readonly string[], legacy: readonly string[]): void {
  const given = (name: string): boolean => (request as Record<string, unknown>)[name] !== undefined;
  const used = expressions.filter(given);
  const old = legacy.filter((name) => given(name) && !(name === 'KeyConditions' && !given('KeyConditionExpression')));
  if (used.length > 0 && old.length > 0)
    throw validationError(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old.join(', ')}} Expression parameters: {${used.join(', ')}}`,
    );
  if (given('ExpressionAttributeNames') && used.length === 0)
    throw validationError('ExpressionAttributeNames can only be specified when using expressions');
  checkValues(
    given,
    expressions.filter((name) => name !== 'ProjectionExpression'),
  );
}

function checkValues(given: (name: string) => boolean, expressions: readonly string[]): void {
  if (expressions.length === 0 || !given('ExpressionAttributeValues') || expressions.some(given)) return;
  throw validationError(
    `ExpressionAttributeValues can only be specified when using expressions: ${expressions.join(' and ')} ${expressions.length > 1 ? 'are' : 'is'} null`,
  );
}
