/** Finds the operators of event patterns that filter policies lack. */

/** Why SNS refuses a policy that is a valid event pattern; undefined if it does not. */
export function missingOperator(policy: unknown): string | undefined {
  if (typeof policy !== 'object' || policy === null) return undefined;
  for (const [name, value] of Object.entries(policy)) {
    const found =
      Array.isArray(value) && name !== '$or' ? firstOf(value, inExpression) : firstOf([value].flat(), missingOperator);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inExpression(expression: unknown): string | undefined {
  if (typeof expression !== 'object' || expression === null) return undefined;
  const [operator = ''] = Object.keys(expression);
  const operand: unknown = Object.values(expression)[0];
  if (operator === 'wildcard' || operator === 'exactly') return `Unrecognized match type ${operator}`;
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return undefined;
  const [inner = ''] = Object.keys(operand);
  if (operator !== 'anything-but') return `${operator} match pattern must be a string`;
  return inner === 'prefix' ? undefined : `Unsupported anything-but pattern: ${inner}`;
}

function firstOf(values: readonly unknown[], find: (value: unknown) => string | undefined): string | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
