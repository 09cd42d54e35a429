/** Builds the condition expression that says what legacy comparisons say. */

import type { AttributeValue, Item } from '../attribute-value.ts';
import type { BoundCondition } from '../expressions/request-expressions.ts';
import type { Comparator, Condition, Operand, Path } from '../expressions/syntax.ts';

/** One comparison of an attribute. */
export interface Comparison {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly AttributeValue[];
}

const COMPARATORS: Readonly<Record<string, Comparator>> = { EQ: '=', NE: '<>', LE: '<=', LT: '<', GE: '>=', GT: '>' };
const FUNCTIONS: Readonly<Record<string, string>> = {
  NULL: 'attribute_not_exists',
  NOT_NULL: 'attribute_exists',
  CONTAINS: 'contains',
  NOT_CONTAINS: 'contains',
  BEGINS_WITH: 'begins_with',
};

/** All comparisons joined by the operator; undefined without any. */
export function legacyCondition(comparisons: readonly Comparison[], join: 'AND' | 'OR' = 'AND') {
  const names: Record<string, string> = {};
  const values: Item = {};
  const conditions = comparisons.map((comparison, at): Condition => {
    names[`#${at}`] = comparison.name;
    const operands = comparison.values.map((value, argument): Operand => {
      const name = `:${at}_${argument}`;
      values[name] = value;
      return { type: 'value', name };
    });
    return conditionOf({ type: 'path', steps: [`#${at}`] }, comparison.operator, operands);
  });
  if (conditions.length === 0) return undefined;
  const condition = conditions.reduce((left, right) => ({ type: join === 'OR' ? 'or' : 'and', left, right }));
  const bound = { names, values, unusedNames: new Set<string>(), unusedValues: new Set<string>() };
  return { condition, bound, paths: comparisons.map(({ name }) => [name]) } satisfies BoundCondition;
}

function conditionOf(path: Path, operator: string, operands: readonly Operand[]): Condition {
  const [first = path, second = path] = operands;
  const comparator = COMPARATORS[operator];
  if (comparator !== undefined) return { type: 'compare', operator: comparator, left: path, right: first };
  if (operator === 'BETWEEN') return { type: 'between', operand: path, lower: first, upper: second };
  if (operator === 'IN') return { type: 'in', operand: path, candidates: operands };
  const call: Condition = { type: 'call', name: FUNCTIONS[operator] ?? operator, operands: [path, ...operands] };
  return operator === 'NOT_CONTAINS' ? { type: 'not', condition: call } : call;
}
