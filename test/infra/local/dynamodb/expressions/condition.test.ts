import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from '../../../../../infra/local/dynamodb/attribute-value.ts';
import { fulfils, requestExpressions } from '../../../../../infra/local/dynamodb/expressions/request-expressions.ts';

const item: Item = {
  name: { S: 'chair' },
  price: { N: '12.5' },
  tags: { SS: ['red', 'wood'] },
  parts: { L: [{ M: { size: { N: '3' } } }, { S: 'leg' }] },
  bytes: { B: 'AAEC' },
  gone: { NULL: true },
};

function matches(
  ConditionExpression: string,
  ExpressionAttributeValues?: Item,
  names?: Record<string, string>,
): boolean {
  const { condition } = requestExpressions({
    ConditionExpression,
    ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
    ...(names && { ExpressionAttributeNames: names }),
  });
  return condition !== undefined && fulfils(item, condition);
}

test.each<[string, Item, boolean]>([
  ['price > :v', { ':v': { N: '9' } }, true],
  ['price = :v', { ':v': { N: '12.50' } }, true],
  ['price = :v', { ':v': { S: '12.5' } }, false],
  ['nope = :v', { ':v': { S: 'x' } }, false],
  ['nope <> :v', { ':v': { S: 'x' } }, true],
  ['price BETWEEN :a AND :b', { ':a': { N: '12' }, ':b': { N: '13' } }, true],
  ['#n IN (:a, :b)', { ':a': { S: 'table' }, ':b': { S: 'chair' } }, true],
  ['begins_with(#n, :v)', { ':v': { S: 'ch' } }, true],
  ['begins_with(bytes, :v)', { ':v': { B: 'AAE=' } }, true],
  ['contains(tags, :v)', { ':v': { S: 'red' } }, true],
  ['contains(#n, :v)', { ':v': { S: 'hai' } }, true],
  ['contains(parts, :v)', { ':v': { S: 'leg' } }, true],
  ['parts[0].#s = :v', { ':v': { N: '3' } }, true],
  ['size(parts) = :v', { ':v': { N: '2' } }, true],
  ['size(#n) = :v', { ':v': { N: '5' } }, true],
  ['attribute_type(gone, :v)', { ':v': { S: 'NULL' } }, true],
  ['NOT contains(tags, :v) OR price < :v', { ':v': { S: 'blue' } }, true],
  ['tags = :v', { ':v': { SS: ['wood', 'red'] } }, true],
])('%s %j is %s', (expression, values, expected) => {
  const names = Object.fromEntries(
    Object.entries({ '#n': 'name', '#s': 'size' }).filter(([name]) => expression.includes(name)),
  );
  expect(matches(expression, values, Object.keys(names).length > 0 ? names : undefined)).toBe(expected);
});

type Formula = { readonly text: string; readonly value: boolean };

/** Random formulas over one attribute that exists and one that does not, with their truth. */
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Formula>(
      { text: 'attribute_exists(price)', value: true },
      { text: 'attribute_exists(nope)', value: false },
    ),
    tie('formula').map(({ text, value }) => ({ text: `NOT ${text}`, value: !value })),
    fc.tuple(tie('formula'), fc.constantFrom('AND', 'or'), tie('formula')).map(([left, word, right]) => ({
      text: `(${left.text} ${word} ${right.text})`,
      value: word === 'AND' ? left.value && right.value : left.value || right.value,
    })),
  ),
}));

test('AND, OR, NOT and parentheses mean what they say', () => {
  fc.assert(fc.property(formula, ({ text, value }) => void expect(matches(text)).toBe(value)));
});

test('NOT binds tighter than AND, AND tighter than OR', () => {
  const [yes, no] = ['attribute_exists(price)', 'attribute_exists(nope)'];
  expect(matches(`${yes} OR ${yes} AND ${no}`)).toBe(true);
  expect(matches(`NOT ${yes} OR ${yes}`)).toBe(true);
});

test.each<[string, Item | undefined, string]>([
  ['', undefined, 'The expression can not be empty;'],
  ['a = ', undefined, 'Syntax error; token: "<EOF>", near: "="'],
  ['a == :v', undefined, 'Syntax error; token: "=", near: "=='],
  ['((a = :v))', { ':v': { N: '1' } }, 'The expression has redundant parentheses;'],
  ['size = :v', { ':v': { N: '1' } }, 'Attribute name is a reserved keyword; reserved keyword: size'],
  ['foo(a)', undefined, 'Invalid function name; function: foo'],
  ['size(a)', undefined, 'The function is not allowed to be used this way in an expression; function: size'],
  [
    'a = a',
    undefined,
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'a = :w',
    { ':v': { N: '1' } },
    'An expression attribute value used in expression is not defined; attribute value: :w',
  ],
  [
    '#a = :v',
    { ':v': { N: '1' } },
    'An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'begins_with(a, :v)',
    { ':v': { N: '1' } },
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'a BETWEEN :v AND :w',
    { ':v': { N: '2' }, ':w': { N: '1' } },
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
  ],
])('%j is refused', (expression, values, message) => {
  expect(() => matches(expression, values)).toThrow(`Invalid ConditionExpression: ${message}`);
});

test('a value given but not used is refused', () => {
  expect(() => matches('attribute_exists(a)', { ':v': { N: '1' } })).toThrow(
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
  );
});
