/** The Condition block of a policy statement: operators, quantifiers and what a missing key means. */

import { comparison } from './condition-operators.ts';
import type { RequestKeys } from './policy-pattern.ts';

export type Condition = (keys: RequestKeys) => boolean;

/** Thrown for an operator or value that the policy language does not have. */
export class PolicySyntaxError extends Error {}

/**
 * Compiles one operator with one key. Several values mean "any of them", for a negated operator "none of them".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function policyCondition(
  operator: string,
  key: string,
  values: readonly string[],
  variables: boolean,
): Condition {
  const name = key.toLowerCase();
  if (operator === 'Null') return (keys) => values.includes(String(keys(name) === undefined));
  const { quantifier, base, ifExists } = parseOperator(operator);
  const { negated, compare } = comparison(base) ?? unknownOperator(operator);
  const expected = values.map((value) => compare(value, variables));
  const holds = (actual: string, keys: RequestKeys): boolean =>
    expected.some((matches) => matches(actual, keys)) !== negated;

  return (keys) => {
    const actual = keys(name);
    if (actual === undefined) return ifExists || quantifier === 'ForAllValues' || (negated && quantifier === '');
    const every = quantifier === 'ForAllValues' || (quantifier === '' && negated);
    return every ? actual.every((one) => holds(one, keys)) : actual.some((one) => holds(one, keys));
  };
}

function parseOperator(operator: string) {
  const [, quantifier = '', base = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  return { quantifier, base, ifExists: suffix !== undefined };
}

function unknownOperator(operator: string): never {
  throw new PolicySyntaxError(`Invalid Condition type : ${operator}.`);
}
