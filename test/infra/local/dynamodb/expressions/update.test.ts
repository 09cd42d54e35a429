import { expect, test } from 'vitest';
import type { Item } from '../../../../../infra/local/dynamodb/attribute-value.ts';
import { requestExpressions } from '../../../../../infra/local/dynamodb/expressions/request-expressions.ts';
import { applyUpdate } from '../../../../../infra/local/dynamodb/expressions/update.ts';

const before: Item = {
  n: { N: '5' },
  s: { S: 'text' },
  ls: { L: [{ N: '0' }, { N: '1' }, { N: '2' }, { N: '3' }] },
  doc: { M: { x: { S: 'y' } } },
  bag: { SS: ['a', 'b'] },
};

function updated(UpdateExpression: string, ExpressionAttributeValues?: Item): Item {
  const { update } = requestExpressions({
    UpdateExpression,
    ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
  });
  if (update === undefined) throw new Error('no update');
  return applyUpdate(update.actions, before, update.bound);
}

const numbers = (...values: number[]) => ({ L: values.map((value) => ({ N: String(value) })) });

test.each<[string, Item | undefined, Item]>([
  ['SET n = n + :v', { ':v': { N: '0.5' } }, { n: { N: '5.5' } }],
  ['SET n = :v - n', { ':v': { N: '1' } }, { n: { N: '-4' } }],
  ['SET m2 = if_not_exists(m2, :v)', { ':v': { N: '1' } }, { m2: { N: '1' } }],
  ['SET m2 = if_not_exists(n, :v) + :v', { ':v': { N: '1' } }, { m2: { N: '6' } }],
  ['SET ls[9] = :v, ls[1] = :v', { ':v': { N: '7' } }, { ls: numbers(0, 7, 2, 3, 7) }],
  ['REMOVE ls[0], ls[2]', undefined, { ls: numbers(1, 3) }],
  ['SET ls[1] = :v REMOVE ls[0]', { ':v': { N: '7' } }, { ls: numbers(7, 2, 3) }],
  ['SET ls = list_append(:v, ls)', { ':v': { L: [{ N: '9' }] } }, { ls: numbers(9, 0, 1, 2, 3) }],
  ['SET doc.z = s, s = doc.x', undefined, { doc: { M: { x: { S: 'y' }, z: { S: 'text' } } }, s: { S: 'y' } }],
  ['ADD n :v', { ':v': { N: '-5' } }, { n: { N: '0' } }],
  ['ADD fresh :v', { ':v': { N: '2' } }, { fresh: { N: '2' } }],
  ['ADD bag :v', { ':v': { SS: ['b', 'c'] } }, { bag: { SS: ['a', 'b', 'c'] } }],
  ['DELETE bag :v', { ':v': { SS: ['b', 'c'] } }, { bag: { SS: ['a'] } }],
])('%s', (expression, values, changes) => {
  expect(updated(expression, values)).toEqual({ ...before, ...changes });
});

test('deleting the last member of a set removes the attribute', () => {
  expect(updated('DELETE bag :v', { ':v': { SS: ['a', 'b'] } })).not.toHaveProperty('bag');
});

test('the item it was given stays as it was', () => {
  const copy = structuredClone(before);
  updated('SET ls[0] = :v, doc.x = :v ADD bag :s', { ':v': { N: '7' }, ':s': { SS: ['z'] } });
  expect(before).toEqual(copy);
});

test.each<[string, Item | undefined, string]>([
  ['SET a = nope', undefined, 'The provided expression refers to an attribute that does not exist in the item'],
  ['SET a.b = s', undefined, 'The document path provided in the update expression is invalid for update'],
  ['SET n = n + s', undefined, 'An operand in the update expression has an incorrect data type'],
  ['ADD s :v', { ':v': { N: '1' } }, 'An operand in the update expression has an incorrect data type'],
  [
    'SET a = :v, a = :v',
    { ':v': { N: '1' } },
    'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'SET doc.x = :v REMOVE doc',
    { ':v': { N: '1' } },
    'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [doc, x], path two: [doc]',
  ],
  [
    'SET a[0] = :v, a.b = :v',
    { ':v': { N: '1' } },
    'Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]',
  ],
  [
    'SET a = :v SET b = :v',
    { ':v': { N: '1' } },
    'Invalid UpdateExpression: The "SET" section can only be used once in an update expression;',
  ],
  [
    'ADD a :v',
    { ':v': { S: 'x' } },
    'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING',
  ],
  [
    'SET a = list_append(ls, :v)',
    { ':v': { S: 'x' } },
    'Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
  ],
])('%s is refused', (expression, values, message) => {
  expect(() => updated(expression, values)).toThrow(message);
});
