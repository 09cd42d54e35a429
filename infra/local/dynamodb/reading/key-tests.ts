/**
 * Reads a key condition as what it must be: one test per key attribute.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */

import { attributeOf, type AttributeValue } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { nameOf, type Bindings } from '../expressions/bindings.ts';
import type { BoundCondition } from '../expressions/request-expressions.ts';
import type { Comparator, Condition, Operand } from '../expressions/syntax.ts';

export interface KeyTest {
  readonly operator: Comparator | 'between' | 'begins_with' | 'unindexable';
  readonly values: readonly AttributeValue[];
}

/** Tests by attribute name. Throws ValidationException for any other condition. */
export function keyTests({ condition, bound }: BoundCondition): Map<string, KeyTest> {
  const tests = new Map<string, KeyTest>();
  collect(condition, bound, tests);
  return tests;
}

function collect(condition: Condition, bound: Bindings, tests: Map<string, KeyTest>): void {
  switch (condition.type) {
    case 'and':
      collect(condition.left, bound, tests);
      collect(condition.right, bound, tests);
      return;
    case 'or':
    case 'not':
    case 'in':
      throw invalidOperator(condition.type.toUpperCase());
    case 'between': {
      const { operand, lower, upper } = condition;
      if (operand.type !== 'path') throw notFirst('BETWEEN');
      return add(tests, bound, 'between', [operand, lower, upper]);
    }
    case 'call':
      if (condition.name !== 'begins_with') throw invalidOperator(condition.name);
      if (condition.operands[0]?.type !== 'path') throw notFirst('begins_with');
      return add(tests, bound, 'begins_with', condition.operands);
    case 'compare': {
      const { operator, left, right } = condition;
      if (operator === '<>') throw invalidOperator(operator);
      if (left.type === 'path') return add(tests, bound, operator, [left, right]);
      return add(tests, bound, MIRRORED[operator], [right, left]);
    }
  }
}

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function add(
  tests: Map<string, KeyTest>,
  bound: Bindings,
  operator: KeyTest['operator'],
  [subject, ...rest]: readonly Operand[],
): void {
  if ([subject, ...rest].some((operand) => operand?.type === 'call'))
    throw validationError('KeyConditionExpressions cannot contain nested operations');
  if (subject?.type !== 'path') throw invalidCondition('No key attribute specified');
  if (rest.some((operand) => operand.type === 'path'))
    throw invalidCondition('Multiple attribute names used in one condition');
  if (subject.steps.length > 1)
    throw validationError('KeyConditionExpressions cannot have conditions on nested attributes');
  const name = nameOf(String(subject.steps[0]), bound) ?? '';
  if (tests.has(name)) throw validationError('KeyConditionExpressions must only contain one condition per key');
  const values = rest.map((operand) =>
    operand.type === 'value' ? attributeOf(bound.values, operand.name) : undefined,
  );
  tests.set(name, { operator, values: values.map((value) => value ?? {}) });
}

function invalidOperator(operator: string) {
  return validationError(`Invalid operator used in KeyConditionExpression: ${operator}`);
}

function notFirst(operator: string) {
  return invalidCondition(`${operator} operator must have the key attribute as its first operand`);
}

function invalidCondition(detail: string) {
  return validationError(`Invalid condition in KeyConditionExpression: ${detail}`);
}
